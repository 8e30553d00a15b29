"use client";

import Link from "next/link";
import { createContext, type ReactNode, useContext } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { UploadItem } from "../../_uploads/upload-item.ts";

/** Whether the card is the chosen one, for the frame that every state of a card shares. */
export interface CardLook {
  isSelected: boolean;
  isHiddenOnPhone: boolean;
  onSelect: (id: string) => void;
}

export const CardLookContext = createContext<CardLook>({
  isSelected: false,
  isHiddenOnPhone: false,
  onSelect: () => {},
});

/** The box that every upload card shares: name, right end, bar, a line of facts and actions. */
export function CardFrame({
  item,
  href,
  aside,
  progress,
  children,
}: {
  item: UploadItem;
  /** The file's page, once it has one. */
  href?: string;
  aside?: ReactNode;
  progress?: { value: number; label: string; isPaused?: boolean };
  children: ReactNode;
}) {
  const { isSelected, isHiddenOnPhone, onSelect } = useContext(CardLookContext);
  const name = item.path.slice(item.path.lastIndexOf("/") + 1);
  return (
    <li
      data-state={item.state.kind}
      aria-current={isSelected || undefined}
      className={classNames(
        "relative grid min-w-0 content-start gap-1.5 rounded-panel border bg-surface-1 px-3 py-2.5 [contain-intrinsic-size:auto_66px] [content-visibility:auto]",
        isSelected ? "border-text-1 inset-ring inset-ring-text-1" : "border-border hover:border-border-control",
        isHiddenOnPhone && "max-desk:hidden",
      )}
    >
      <button
        type="button"
        aria-label={`Preview ${name}`}
        aria-pressed={isSelected}
        onClick={() => onSelect(item.id)}
        className="absolute inset-0 rounded-panel"
      />
      <div className="pointer-events-none relative flex min-w-0 items-center gap-2">
        {href ? (
          <Link
            href={href}
            title={item.path}
            className="pointer-events-auto min-w-0 truncate font-medium hover:underline"
          >
            {name}
          </Link>
        ) : (
          <span title={item.path} className="min-w-0 truncate font-medium">
            {name}
          </span>
        )}
        {aside ? <span className="ml-auto flex-none">{aside}</span> : null}
      </div>
      {progress ? <ProgressBar {...progress} label={`${progress.label}: ${name}`} /> : null}
      <div className="pointer-events-none relative flex min-h-[26px] min-w-0 items-center gap-2 text-12 text-text-3 [&_a]:pointer-events-auto [&_button]:pointer-events-auto">
        {children}
      </div>
    </li>
  );
}

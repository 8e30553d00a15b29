import Link from "next/link";
import type { ReactNode } from "react";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { UploadItem } from "../../_uploads/upload-item.ts";

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
  const name = item.path.slice(item.path.lastIndexOf("/") + 1);
  return (
    <li
      data-state={item.state.kind}
      className="grid min-w-0 content-start gap-1.5 rounded-panel border border-border bg-surface-1 px-3 py-2.5 [contain-intrinsic-size:auto_66px] [content-visibility:auto]"
    >
      <div className="flex min-w-0 items-center gap-2">
        {href ? (
          <Link href={href} title={item.path} className="min-w-0 truncate font-medium hover:underline">
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
      <div className="flex min-h-[26px] min-w-0 items-center gap-2 text-12 text-text-3">{children}</div>
    </li>
  );
}

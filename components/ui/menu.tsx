"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A button that opens a list of actions; arrow keys and type-ahead work. */
export function Menu({
  trigger,
  children,
  align = "end",
}: {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} className="z-50 outline-none">
          <Base.Popup className="min-w-52 rounded-panel border border-border-strong bg-overlay py-1 shadow-2 outline-none transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const ITEM =
  "flex h-[34px] cursor-default items-center gap-2 px-3 text-text-2 outline-none select-none data-highlighted:bg-surface-3 data-highlighted:text-text-1 pointer-coarse:h-11";

export function MenuItem({
  onSelect,
  icon,
  children,
}: {
  onSelect: () => void;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Base.Item className={ITEM} onClick={onSelect}>
      {icon}
      {children}
    </Base.Item>
  );
}

/** One of several, the chosen one checked. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
}) {
  return (
    <Base.RadioGroup aria-label={label} value={value} onValueChange={(next) => onChange(next as Value)}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={ITEM}>
          {option.icon}
          {option.label}
          <Base.RadioItemIndicator className="ml-auto text-text-1">✓</Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuNote({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={classNames("px-3 py-2 text-12 text-text-3", className)}>{children}</div>;
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 border-t border-border" />;
}

import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A bordered box, with a 40 px head when it has a title. */
export function Panel({
  title,
  aside,
  className,
  children,
}: {
  title?: ReactNode;
  /** Right end of the head. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      className={classNames("min-w-0 overflow-hidden rounded-panel border border-border bg-surface-1", className)}
    >
      {title ? (
        <header className="flex h-10 items-center gap-2 border-b border-border px-3.5">
          <h2 className="text-13">{title}</h2>
          {aside ? <div className="ml-auto">{aside}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}

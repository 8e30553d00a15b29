import type { ReactNode } from "react";

/** What is missing, and the one action that fixes it. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-1.5 p-3.5">
      <p className="font-semibold">{title}</p>
      {children ? <div className="max-w-[56ch] text-text-2">{children}</div> : null}
      {action ? <div className="mt-1.5">{action}</div> : null}
    </div>
  );
}

import type { ReactNode } from "react";
import { OutcomeIcon } from "./outcome-glyph.tsx";

/** What happened, what is safe and what to do, with the action that does it. */
export function ErrorState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div role="alert" className="grid justify-items-start gap-1.5 p-3.5">
      <p className="flex items-center gap-2 font-semibold">
        <OutcomeIcon outcome="failed" className="size-4 text-out-failed" />
        {title}
      </p>
      {children ? <div className="max-w-[56ch] text-text-2">{children}</div> : null}
      {action ? <div className="mt-1.5 flex flex-wrap gap-2">{action}</div> : null}
    </div>
  );
}

import type { ReactNode } from "react";
import { Logo } from "#components/ui/logo.tsx";

/** A page without the shell: the logo, a heading and one narrow column. */
export function GatePage({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <main className="grid min-h-svh grid-cols-[minmax(0,1fr)] place-items-center px-6 py-8 max-desk:items-start max-desk:bg-surface-1 max-desk:px-5 max-desk:pt-14">
      <div className="grid w-[360px] max-w-full gap-[18px]">
        <Logo className="size-8" />
        <div>
          <h1 className="text-20 tracking-[-0.019em]">{title}</h1>
          {lead ? <div className="mt-[3px] text-text-2">{lead}</div> : null}
        </div>
        {children}
      </div>
    </main>
  );
}

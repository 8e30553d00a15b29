import Link from "next/link";
import type { ReactNode } from "react";
import { CopyCommand } from "./copy-command.tsx";
import { buttonClass } from "./ui/button-class.ts";

/** A list before its first entry: what comes here, and how, in the browser or on the terminal. */
export function NothingSentYet({ title, command, children }: { title: string; command: string; children: ReactNode }) {
  return (
    <div className="grid max-w-[620px] gap-5 px-6 py-11 max-desk:px-4 max-desk:py-6">
      <div className="grid gap-1.5">
        <h2 className="text-26 leading-[1.2] tracking-[-0.028em] max-desk:text-20">{title}</h2>
        <p className="text-14 text-text-2">{children}</p>
      </div>
      <Link href="/upload" className={`${buttonClass({ variant: "primary", size: "large" })} justify-self-start`}>
        Drop files
      </Link>
      <div>
        <p className="mb-[9px] text-12 text-text-3">Prefer the terminal?</p>
        <CopyCommand command={command} />
      </div>
    </div>
  );
}

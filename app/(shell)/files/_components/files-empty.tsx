import Link from "next/link";
import { CopyCommand } from "#components/copy-command.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** Before the first file: what to do, in the browser or on the terminal. */
export function NoFiles() {
  return (
    <div className="grid max-w-[620px] gap-5 px-6 py-11 max-desk:px-4 max-desk:py-6">
      <div className="grid gap-1.5">
        <h2 className="text-26 leading-[1.2] tracking-[-0.028em] max-desk:text-20">No files yet</h2>
        <p className="text-14 text-text-2">
          Drop install, enrollment and web logs anywhere on this page. Sluice reads urgent files first and takes you to
          the line that failed.
        </p>
      </div>
      <Link href="/upload" className={`${buttonClass({ variant: "primary", size: "large" })} justify-self-start`}>
        Drop files
      </Link>
      <div>
        <p className="mb-[9px] text-12 text-text-3">Prefer the terminal?</p>
        <CopyCommand command="npm run ingest -- ./logs" />
      </div>
    </div>
  );
}

/** There are files, but the filter selects none. */
export function NoMatch({ filter, onClear }: { filter: string; onClear: () => void }) {
  return (
    <div className="px-2.5 py-4">
      <EmptyState title="No file matches" action={<Button onClick={onClear}>Show all files</Button>}>
        There is none {filter}.
      </EmptyState>
    </div>
  );
}

import { NothingSentYet } from "#components/nothing-sent-yet.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** Before the first file: what to do, in the browser or on the terminal. */
export function NoFiles() {
  return (
    <NothingSentYet title="No files yet" command="npm run ingest -- ./logs">
      Drop install, enrollment and web logs anywhere on this page. Sluice reads urgent files first and takes you to the
      line that failed.
    </NothingSentYet>
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

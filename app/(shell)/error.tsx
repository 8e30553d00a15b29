"use client";

import { TopBar } from "#components/top-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

/** A page inside the shell could not be made; navigation and uploads go on. */
export default function ShellPageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <>
      <TopBar crumbs={[{ label: "Error" }]} />
      <div className="px-2.5 py-2">
        <ErrorState title="This page could not be made" action={<Button onClick={retry}>Try again</Button>}>
          A part that it needs did not answer. What you sent is safe.
          {digest ? (
            <>
              {" "}
              The server's log has the cause under <code>{digest}</code>.
            </>
          ) : null}
        </ErrorState>
      </div>
    </>
  );
}

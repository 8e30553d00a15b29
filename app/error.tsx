"use client";

import { GatePage } from "#app/_components/gate-page.tsx";
import { Button } from "#components/ui/button.tsx";

/** A page outside the shell, or the shell itself, could not be made. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <GatePage
      title="This page could not be made"
      lead="A part that it needs did not answer. What you sent is safe; try again in a moment."
    >
      <Button size="large" variant="primary" onClick={retry}>
        Try again
      </Button>
      {digest ? (
        <p className="text-12 text-text-3">
          The server's log has the cause under <code>{digest}</code>.
        </p>
      ) : null}
    </GatePage>
  );
}

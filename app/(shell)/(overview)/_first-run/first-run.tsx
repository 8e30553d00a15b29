"use client";

import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { FirstDrop } from "../../upload/_components/first-drop.tsx";
import type { Sample } from "./use-sample.ts";

/** What a team sees until its first file is there. */
export function FirstRun({ sample }: { sample: Sample }) {
  const { role } = useShell();
  return (
    <FirstDrop
      isPageTitle
      isWayAlwaysShown
      action={
        <Button
          isBusy={sample.isLoading}
          disabledReason={role === "viewer" ? "Viewers cannot send files. Ask an admin." : null}
          onClick={sample.load}
        >
          Load sample deployment
        </Button>
      }
      note={<SampleNote sample={sample} />}
    />
  );
}

/** Below the buttons; keeps its line while it changes. */
function SampleNote({ sample }: { sample: Sample }) {
  return (
    <p
      role="status"
      className={classNames("min-h-[18px] text-12", sample.hasFailed ? "text-out-failed" : "text-text-3")}
    >
      {sample.sentence ?? "The sample has three devices and one fault. It takes at most 15 s."}
    </p>
  );
}

"use client";

import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { LaneNow } from "#lib/queries/read-lanes.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { LANE_WORDS } from "./files-in-words.ts";
import { useLaneSwitch } from "./use-lane-switch.ts";

const ICON = { size: 14, strokeWidth: 1.75, "aria-hidden": true } as const;

/** Pauses a lane, or lets it go on. Who may not sees the button and why. */
export function LaneSwitch({ lane: { lane, isPaused, waiting }, canChange }: { lane: LaneNow; canChange: boolean }) {
  const [isAsking, setIsAsking] = useState(false);
  const { mutate, isPending, error, reset } = useLaneSwitch({ onDone: () => setIsAsking(false) });
  const word = LANE_WORDS[lane];
  const verb = isPaused ? "Resume" : "Pause";
  const refusal = canChange ? null : "Only an admin of the team that owns this server can pause lanes.";
  return (
    <>
      <Button
        size="small"
        variant={isPaused ? "default" : "quiet"}
        aria-label={`${verb} ${word}`}
        disabledReason={refusal}
        isBusy={isPending && !isAsking}
        onClick={() => {
          reset();
          setIsAsking(true);
        }}
      >
        {isPaused ? <Play {...ICON} /> : <Pause {...ICON} />}
        {verb}
      </Button>
      <AskDialog
        isOpen={isAsking}
        title={`${verb} ${word}?`}
        confirmLabel={`${verb} ${word}`}
        note="optional"
        noteHint="Stands with the lane, for everybody who looks at the queue."
        isBusy={isPending}
        problem={error?.message ?? null}
        onClose={() => setIsAsking(false)}
        onConfirm={(note) => mutate({ lane, isPaused: !isPaused, note })}
      >
        {isPaused
          ? `What waits in ${word} starts again, the oldest first.`
          : `Files in ${word} are taken and kept, but none is started until somebody resumes it. What runs now goes on.`}
        {isPaused && waiting === 0 ? ` Nothing waits in ${word} now.` : ""}
      </AskDialog>
    </>
  );
}

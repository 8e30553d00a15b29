"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import type { JobAction, JobItem } from "#lib/model/job.ts";
import { LANES, type Lane } from "#lib/model/log-file.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { ASKS } from "./ask-words.ts";
import { LANE_WORDS } from "./files-in-words.ts";
import { useJobActions } from "./use-job-actions.ts";

const OFFERED: Record<JobItem["state"], readonly JobAction[]> = {
  waiting: ["cancel"],
  running: ["cancel"],
  retrying: ["cancel"],
  completed: ["reingest"],
  failed: ["retry", "reingest", "discard"],
  cancelled: ["retry", "reingest"],
  discarded: ["reingest"],
};

const LABELS: Record<JobAction, string> = {
  retry: "Retry",
  reingest: "Re-ingest from the start",
  discard: "Discard",
  cancel: "Cancel",
};

/** What can be done about a job in its state. Viewers see it and why they can't. */
export function JobActions({ job }: { job: JobItem }) {
  const [asked, setAsked] = useState<JobAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { act, busy, refusal, moveRefusal } = useJobActions({ onRefused: setProblem });
  const isBusy = (name: string) => busy !== null && (busy.kind === "move" ? busy.lane : busy.action) === name;
  const run = (action: JobAction, note?: string) => {
    setProblem(null);
    act({ kind: "one", action, jobId: job.id, note }, { onSuccess: () => setAsked(null) });
  };
  const words = asked && ASKS[asked];
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        {lanesToMoveTo(job).map((lane) => (
          <Button
            key={lane}
            size="small"
            disabledReason={moveRefusal}
            isBusy={isBusy(lane)}
            onClick={() => act({ kind: "move", lane, jobId: job.id })}
          >
            Move to {LANE_WORDS[lane]}
          </Button>
        ))}
        {OFFERED[job.state].map((action) => (
          <Button
            key={action}
            size="small"
            variant={action === "retry" && job.state === "failed" ? "primary" : "default"}
            disabledReason={refusal}
            isBusy={isBusy(action) && asked === null}
            onClick={() => {
              setProblem(null);
              if (action === "retry") run(action);
              else setAsked(action);
            }}
          >
            {LABELS[action]}
          </Button>
        ))}
        <Link href={`/files/${job.id}`} className={buttonClass({ variant: "quiet", size: "small" })}>
          Open file
        </Link>
        <Link href={`/files/${job.id}?tab=history`} className={buttonClass({ variant: "quiet", size: "small" })}>
          History
        </Link>
      </div>
      {problem !== null && asked === null ? (
        <p role="alert" className="mt-2 text-12 text-out-failed">
          {problem}
        </p>
      ) : null}
      <AskDialog
        isOpen={words !== null}
        title={words?.title(job.name) ?? ""}
        confirmLabel={words?.confirm("this file") ?? ""}
        note={words?.note ?? "none"}
        isBusy={busy !== null}
        problem={problem}
        onClose={() => setAsked(null)}
        onConfirm={(note) => asked && run(asked, note)}
      >
        {words?.sentence}
      </AskDialog>
    </div>
  );
}

/** Up from below; down is offered too, for what was raised by mistake. */
function lanesToMoveTo({ state, lane }: JobItem): Lane[] {
  const isUnderWay = state === "waiting" || state === "running" || state === "retrying";
  return isUnderWay ? LANES.filter((other) => other !== lane) : [];
}

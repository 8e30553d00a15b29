"use client";

import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { EmptyZone } from "../../upload/_components/empty-zone.tsx";
import { FileWay } from "../../upload/_components/file-way.tsx";
import type { Sample } from "./use-sample.ts";

/** What a team sees until its first file is there. */
export function FirstRun({ sample }: { sample: Sample }) {
  const { role } = useShell();
  return (
    <div className="flex min-h-0 flex-1 max-[1180px]:flex-col max-[1180px]:overflow-y-auto max-desk:overflow-visible">
      <EmptyZone
        isPageTitle
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
      <FileWay isAlwaysShown />
    </div>
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

"use client";

import { Pause, RotateCcw, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { UploadItem } from "../../_uploads/upload-item.ts";
import { useUploadQueue } from "../../_uploads/uploads-provider.tsx";

const ICON = { size: 14, strokeWidth: 1.75, "aria-hidden": true } as const;

/** What can be done with a file in its state, at the right end of its card. */
export function CardActions({ item }: { item: UploadItem }) {
  const queue = useUploadQueue();
  const { kind } = item.state;
  const name = item.path;
  return (
    <span className="ml-auto flex flex-none items-center gap-1">
      {kind === "sending" ? (
        <Button variant="quiet" size="small" isIcon aria-label={`Pause ${name}`} onClick={() => queue.pause(item.id)}>
          <Pause {...ICON} />
        </Button>
      ) : null}
      {kind === "paused" ? (
        <Button size="small" aria-label={`Resume ${name}`} onClick={() => queue.resume(item.id)}>
          Resume
        </Button>
      ) : null}
      {item.state.kind === "failed" && item.state.canRetry ? (
        <Button size="small" aria-label={`Retry ${name}`} onClick={() => queue.resume(item.id)}>
          <RotateCcw {...ICON} />
          Retry
        </Button>
      ) : null}
      <Button
        variant="quiet"
        size="small"
        isIcon
        aria-label={kind === "sending" || kind === "paused" ? `Cancel ${name}` : `Remove ${name}`}
        onClick={() => queue.remove(item.id)}
      >
        <X {...ICON} />
      </Button>
    </span>
  );
}

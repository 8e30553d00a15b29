import { Pause } from "lucide-react";
import { Chip } from "#components/ui/chip.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import type { UploadItem, UploadState } from "../../_uploads/upload-item.ts";
import { CardActions } from "./card-actions.tsx";
import { CardFrame } from "./card-frame.tsx";

/** Bytes, speed and time left; paused: what is kept. */
export function SendingCard({
  item,
  state,
}: {
  item: UploadItem;
  state: Extract<UploadState, { kind: "sending" | "paused" }>;
}) {
  const { size } = item.file;
  const isPaused = state.kind === "paused";
  return (
    <CardFrame
      item={item}
      progress={{ value: size === 0 ? 1 : state.bytesSent / size, label: isPaused ? "Paused" : "Sending", isPaused }}
    >
      {isPaused ? (
        <>
          <Chip>
            <Pause size={14} strokeWidth={1.75} aria-hidden="true" />
            Paused
          </Chip>
          <span className="min-w-0 truncate">
            {formatBytes(state.bytesSent)} of {formatBytes(size)} kept
          </span>
        </>
      ) : (
        <span className="min-w-0 truncate">{sendingText(state, size)}</span>
      )}
      <CardActions item={item} />
    </CardFrame>
  );
}

function sendingText(state: Extract<UploadState, { kind: "sending" }>, sizeBytes: number): string {
  const parts = [`${formatBytes(state.bytesSent)} of ${formatBytes(sizeBytes)}`];
  if (state.trouble) return `${parts[0]}. ${state.trouble}`;
  if (state.bytesPerS) {
    parts.push(`${formatBytes(state.bytesPerS)}/s`);
    parts.push(`${formatDuration(((sizeBytes - state.bytesSent) / state.bytesPerS) * 1000)} left`);
  }
  return parts.join(", ");
}

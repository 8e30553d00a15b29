"use client";

import { memo } from "react";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import type { UploadItem } from "../../_uploads/upload-item.ts";
import { CardActions } from "./card-actions.tsx";
import { CardFrame, type CardLook, CardLookContext } from "./card-frame.tsx";
import { DuplicateCard } from "./duplicate-card.tsx";
import { QueuedCard } from "./queued-card.tsx";
import { ReadyCard } from "./ready-card.tsx";
import { SendingCard } from "./sending-card.tsx";

/** One file of the batch, in whatever state it is. Drawn anew only when its own item changes. */
export const UploadCard = memo(function UploadCard({ item, ...look }: { item: UploadItem } & CardLook) {
  return (
    <CardLookContext value={look}>
      <CardInItsState item={item} />
    </CardLookContext>
  );
});

function CardInItsState({ item }: { item: UploadItem }) {
  const { state } = item;
  const size = formatBytes(item.file.size);
  switch (state.kind) {
    case "reading":
      return (
        <CardFrame item={item} progress={{ value: share(state.bytesDone, item.file.size), label: "Reading" }}>
          <span>
            Reading {formatBytes(state.bytesDone)} of {size}
            {state.isAsked ? ", then sends" : ""}
          </span>
          <CardActions item={item} />
        </CardFrame>
      );
    case "ready":
      return <ReadyCard item={item} />;
    case "waiting":
      return (
        <CardFrame item={item}>
          <span>{size}</span>
          <span>Waits for its turn</span>
          <CardActions item={item} />
        </CardFrame>
      );
    case "sending":
    case "paused":
      return <SendingCard item={item} state={state} />;
    case "checking":
      return (
        <CardFrame item={item} progress={{ value: 1, label: "Sent" }}>
          <span>{size} sent, checking that it arrived whole</span>
        </CardFrame>
      );
    case "queued":
      return <QueuedCard item={item} fileId={state.fileId} />;
    case "duplicate":
      return <DuplicateCard item={item} first={state.first} />;
    case "failed":
      return (
        <CardFrame item={item}>
          <span role="alert" className="flex min-w-0 gap-1.5 text-out-failed">
            <OutcomeIcon outcome="failed" className="mt-0.5" />
            <span>{state.reason}</span>
          </span>
          <CardActions item={item} />
        </CardFrame>
      );
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

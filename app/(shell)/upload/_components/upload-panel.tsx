"use client";

import { Upload } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { isMoving, isOver, type UploadItem } from "../../_uploads/upload-item.ts";
import { useUploadItems, useUploadQueue } from "../../_uploads/uploads-provider.tsx";
import { EmptyZone } from "./empty-zone.tsx";
import { PickButtons } from "./pick-buttons.tsx";
import { SendBar } from "./send-bar.tsx";
import { UploadCard } from "./upload-card.tsx";

/** The batch: drop zone, a card per file, and what to send it as. */
export function UploadPanel() {
  const items = useUploadItems();
  const queue = useUploadQueue();
  if (items.length === 0) return <EmptyZone />;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto px-6 py-[18px] max-desk:overflow-visible max-desk:px-4 max-desk:py-3">
        <div className="mb-3.5 flex items-center gap-3 rounded-panel border-[1.5px] border-dashed border-border-control p-3.5 text-text-2">
          <Upload size={16} strokeWidth={1.75} className="flex-none" aria-hidden="true" />
          <span>
            Drop more files or folders, or <PickButtons look="links" />
          </span>
        </div>
        <div className="mb-2.5 flex min-h-[26px] items-center gap-2">
          <h2 className="text-13">{formatPlural(items.length, "file")}</h2>
          <span className="text-text-3">{formatBytes(items.reduce((sum, item) => sum + item.file.size, 0))}</span>
          <span className="min-w-0 truncate text-text-3" role="status">
            {batchSentence(items)}
          </span>
          {items.some(isOver) ? (
            <span className="ml-auto">
              <Button variant="quiet" size="small" onClick={() => queue.clearOver()}>
                Clear sent
              </Button>
            </span>
          ) : null}
        </div>
        <ul
          className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,330px),1fr))] gap-2"
          aria-label="Files of this batch"
        >
          {items.map((item) => (
            <UploadCard key={item.id} item={item} />
          ))}
        </ul>
        <p className="mt-3 max-w-[72ch] text-12 text-text-3">
          Up to 5 GB per file. Closing this tab pauses uploads; drop the same file again to continue where it stopped.
        </p>
      </div>
      <SendBar items={items} />
    </div>
  );
}

/** One sentence for the whole batch, for eyes and screen readers. */
function batchSentence(items: readonly UploadItem[]): string {
  const moving = items.filter(isMoving).length;
  const failed = items.filter((item) => item.state.kind === "failed").length;
  const over = items.filter(isOver).length;
  const parts = [
    moving > 0 ? `${moving} on their way` : "",
    over > 0 ? `${over} arrived` : "",
    failed > 0 ? `${failed} failed` : "",
  ];
  return parts.filter(Boolean).join(", ");
}

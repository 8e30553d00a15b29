"use client";

import { Upload } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { isMoving, isOver, type UploadItem } from "../../_uploads/upload-item.ts";
import { useUploadQueue } from "../../_uploads/uploads-provider.tsx";
import { AddButton, PickButtons } from "./pick-buttons.tsx";
import { UploadCard } from "./upload-card.tsx";

interface BatchListProps {
  items: readonly UploadItem[];
  selected: UploadItem;
  onSelect: (id: string) => void;
}

/** A card per file, one of them chosen. On the phone only that one, until all are asked for. */
export function BatchList({ items, selected, onSelect }: BatchListProps) {
  const [isAll, setIsAll] = useState(false);
  return (
    <div className="w-[348px] flex-none overflow-y-auto border-r border-border py-[18px] pr-4 pl-6 max-[1000px]:w-[296px] max-desk:w-full max-desk:overflow-visible max-desk:border-r-0 max-desk:px-4 max-desk:pt-3 max-desk:pb-0">
      <div className="mb-3.5 flex items-center gap-3 rounded-panel border-[1.5px] border-dashed border-border-control p-3.5 text-text-2 max-desk:hidden">
        <Upload size={16} strokeWidth={1.75} className="flex-none" aria-hidden="true" />
        <span>
          Drop more files or folders, or <PickButtons look="links" />
        </span>
      </div>
      <BatchHead items={items} isAll={isAll} onAll={() => setIsAll(!isAll)} />
      <ul className="grid gap-2" aria-label="Files of this batch">
        {items.map((item) => (
          <UploadCard
            key={item.id}
            item={item}
            isSelected={item.id === selected.id}
            isHiddenOnPhone={!isAll && item.id !== selected.id}
            onSelect={onSelect}
          />
        ))}
      </ul>
      <p className="mt-3 text-12 text-text-3 max-desk:hidden">
        Up to 5 GB per file. Closing this tab pauses uploads; drop the same file again to continue where it stopped.
      </p>
    </div>
  );
}

function BatchHead({ items, isAll, onAll }: { items: readonly UploadItem[]; isAll: boolean; onAll: () => void }) {
  const queue = useUploadQueue();
  return (
    <div className="mb-2.5 flex min-h-[26px] items-center gap-2">
      <h2 className="flex-none text-13">{formatPlural(items.length, "file")}</h2>
      <span className="flex-none text-text-3">{formatBytes(items.reduce((sum, item) => sum + item.file.size, 0))}</span>
      <span className="min-w-0 truncate text-text-3" role="status">
        {batchSentence(items)}
      </span>
      <span className="ml-auto flex flex-none items-center gap-3">
        {items.some(isOver) ? (
          <Button variant="quiet" size="small" onClick={() => queue.clearOver()}>
            Clear sent
          </Button>
        ) : null}
        <button
          type="button"
          aria-pressed={isAll}
          onClick={onAll}
          className={classNames("touch-target font-medium text-accent desk:hidden", items.length < 2 && "hidden")}
        >
          {isAll ? "One" : "All"}
        </button>
        <span className="desk:hidden">
          <AddButton />
        </span>
      </span>
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

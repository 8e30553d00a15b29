"use client";

import { useEffect, useState } from "react";
import { useKeys } from "#components/keys/keys-provider.tsx";
import { isUnsent, type UploadItem } from "../../_uploads/upload-item.ts";
import { usePreviewQueue, useUploadItems } from "../../_uploads/uploads-provider.tsx";
import { BatchList } from "./batch-list.tsx";
import { FirstDrop } from "./first-drop.tsx";
import { PreviewPane } from "./preview-pane.tsx";
import { SendBar } from "./send-bar.tsx";

/** What to drop; once something was dropped, the batch with the preview of one file, and what to send it as. */
export function UploadPanel() {
  const items = useUploadItems();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const unsent = items.filter(isUnsent);
  const [hadUnsent, setHadUnsent] = useState(false);
  if (unsent.length > 0 !== hadUnsent) {
    setHadUnsent(!hadUnsent);
    // After everything was sent, what is dropped next is what to look at.
    if (!hadUnsent) setSelectedId(unsent[0]?.id ?? null);
  }
  const selected = items.find((item) => item.id === selectedId) ?? unsent[0] ?? items[0];
  if (!selected) return <FirstDrop />;
  return <Batch items={items} unsent={unsent} selected={selected} onSelect={setSelectedId} />;
}

function Batch({
  items,
  unsent,
  selected,
  onSelect,
}: {
  items: readonly UploadItem[];
  unsent: readonly UploadItem[];
  selected: UploadItem;
  onSelect: (id: string) => void;
}) {
  const previews = usePreviewQueue();
  useEffect(() => {
    // What comes later does not take the place of what is being looked at.
    onSelect(selected.id);
    previews.prefer(selected.id);
  }, [onSelect, previews, selected.id]);
  const step = (by: number) => {
    const next = items[items.indexOf(selected) + by];
    if (next) onSelect(next.id);
  };
  useKeys("Batch", [
    { keys: "j", label: "Next file", run: () => step(1) },
    { keys: "k", label: "Previous file", run: () => step(-1) },
  ]);
  return (
    <div className="flex min-h-0 flex-1 max-desk:flex-col">
      <BatchList items={items} selected={selected} onSelect={onSelect} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 overflow-y-auto max-desk:overflow-visible">
          <PreviewPane item={selected} unsentIds={unsent.map((item) => item.id)} />
        </div>
        <SendBar unsent={unsent} selected={selected} />
      </div>
    </div>
  );
}

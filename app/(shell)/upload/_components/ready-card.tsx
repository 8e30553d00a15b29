"use client";

import { useFormatTitles } from "#components/format-titles.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import type { FilePreview } from "#lib/parse/preview-file.ts";
import type { UploadItem } from "../../_uploads/upload-item.ts";
import { usePreview } from "../../_uploads/uploads-provider.tsx";
import { CardActions } from "./card-actions.tsx";
import { CardFrame } from "./card-frame.tsx";

/** Ready to send, with what its preview found. */
export function ReadyCard({ item }: { item: UploadItem }) {
  const { titleOf } = useFormatTitles();
  const preview = usePreview(item.id)?.preview ?? null;
  return (
    <CardFrame item={item} aside={preview ? <LaneGlyph lane={preview.lane} /> : null}>
      <span className="flex-none">{formatBytes(item.file.size)}</span>
      <span className="flex-none">Ready to send</span>
      {preview ? <span className="min-w-0 truncate">{foundIn(preview, titleOf)}</span> : null}
      <CardActions item={item} />
    </CardFrame>
  );
}

/** "CMTrace, 3 errors" */
function foundIn({ reading, severities }: FilePreview, titleOf: (format: string) => string): string {
  const errors = severities.error + severities.fatal;
  const title = titleOf(reading.format);
  return errors > 0 ? `${title}, ${formatPlural(errors, "error")}` : title;
}

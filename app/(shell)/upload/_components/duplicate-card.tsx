import { ArrowRightToLine } from "lucide-react";
import Link from "next/link";
import type { UploadItem } from "../../_uploads/upload-item.ts";
import { CardFrame } from "./card-frame.tsx";

/** The same content is here already: nothing was sent, the first one has the answer. */
export function DuplicateCard({ item, first }: { item: UploadItem; first: { id: string; name: string } }) {
  return (
    <CardFrame
      item={item}
      aside={
        <span className="flex items-center gap-1 text-text-3">
          <ArrowRightToLine size={14} strokeWidth={1.75} aria-hidden="true" />
          Duplicate
        </span>
      }
    >
      <span className="min-w-0 truncate">Same content as {first.name}</span>
      <Link
        href={`/files/${first.id}`}
        className="touch-target ml-auto flex-none font-medium text-accent hover:underline"
      >
        Open
      </Link>
    </CardFrame>
  );
}

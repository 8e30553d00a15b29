import Link from "next/link";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { BundleMembers } from "./bundle-members.tsx";

/** In place of the records while there are none. */
export function EmptyLog({ file }: { file: FileDetail }) {
  if (file.archiveKind !== null && file.state !== "duplicate") return <BundleMembers file={file} />;
  switch (file.state) {
    case "processing":
      return <Skeleton lines={8} label="Reading the first records" className="px-6" />;
    case "uploading":
    case "queued":
      return <EmptyLogText title="No records yet">They appear here while the file is read.</EmptyLogText>;
    case "duplicate":
      return (
        <EmptyLogText
          title="Its records are in the first file with this content"
          action={
            file.duplicateOf ? (
              <Link href={`/files/${file.duplicateOf.id}`} className={buttonClass()}>
                Open {file.duplicateOf.name}
              </Link>
            ) : null
          }
        >
          The same bytes are read once.
        </EmptyLogText>
      );
    case "failed":
      return <EmptyLogText title="No records">Reading stopped before the first one.</EmptyLogText>;
    case "completed":
      return <EmptyLogText title="No records">The file holds no text.</EmptyLogText>;
  }
}

function EmptyLogText(props: { title: string; action?: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="px-2.5 py-4">
      <EmptyState title={props.title} action={props.action}>
        {props.children}
      </EmptyState>
    </div>
  );
}

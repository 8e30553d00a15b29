import Link from "next/link";
import { useFormatTitles } from "#components/format-titles.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { OutcomeGlyph, OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { BundleMemberItem } from "#lib/queries/bundle-members.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";

const STATES = {
  uploading: "Unpacking",
  queued: "Queued",
  processing: "Reading",
  completed: "Read",
  failed: "Stopped",
  duplicate: "Duplicate",
} as const;

/** In place of the records: what the archive holds, each member with its way and its result. */
export function BundleMembers({ file }: { file: FileDetail }) {
  const { members, state } = file;
  if (members.length === 0) {
    if (state === "processing") return <Skeleton lines={8} label="Unpacking the first members" className="px-6" />;
    const title = state === "failed" ? "Nothing was unpacked" : "Not unpacked yet";
    return (
      <div className="px-2.5 py-4">
        <EmptyState title={title}>
          {state === "failed" ? "The reason is above." : "Its members appear here, each as a file of its own."}
        </EmptyState>
      </div>
    );
  }
  const files = members.filter((member) => member.file !== null).length;
  const left = members.length - files;
  return (
    <section aria-label="Members" className="min-h-0 flex-1 overflow-y-auto px-6 pb-4 max-desk:px-4">
      <h2 className="py-2 text-13">
        {formatPlural(files, "file")}
        {left > 0 ? <span className="font-normal text-text-3">, {left} not read</span> : null}
      </h2>
      <ul className="rounded-panel border border-border">
        {members.map((member) => (
          <Member key={member.memberNo} member={member} />
        ))}
      </ul>
    </section>
  );
}

function Member({ member: { name, sizeBytes, problem, file } }: { member: BundleMemberItem }) {
  const { titleOf } = useFormatTitles();
  const reason = problem ?? file?.error ?? null;
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-border px-3.5 py-1.5 not-first:border-t">
      {file === null ? (
        <span className="min-w-0 truncate font-mono text-text-2">{name ?? "The archive"}</span>
      ) : (
        <Link href={`/files/${file.id}`} className="touch-target min-w-0 truncate font-mono font-medium text-accent">
          {name}
        </Link>
      )}
      {file === null ? <Chip tone="outline">Not read</Chip> : <MemberState file={file} />}
      <span className="ml-auto whitespace-nowrap text-text-3">
        {[
          file?.format ? titleOf(file.format) : null,
          file === null ? null : file.lane,
          sizeBytes === null ? null : formatBytes(sizeBytes),
        ]
          .filter(Boolean)
          .join(", ")}
      </span>
      {reason === null ? null : <p className="w-full text-12 text-text-2">{reason}</p>}
    </li>
  );
}

function MemberState({ file }: { file: NonNullable<BundleMemberItem["file"]> }) {
  return (
    <>
      {file.state === "failed" ? (
        <Chip tone="failed">
          <OutcomeIcon outcome="failed" />
          {STATES.failed}
        </Chip>
      ) : (
        <Chip>{STATES[file.state]}</Chip>
      )}
      {file.outcome === null ? null : <OutcomeGlyph outcome={file.outcome} />}
      {file.errors > 0 ? <span className="text-text-2">{formatPlural(file.errors, "error")}</span> : null}
    </>
  );
}

import { Chip } from "#components/ui/chip.tsx";
import { formatShare } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { FileDetail } from "#lib/queries/read-file.ts";

/** One word for the file: what became of its installation if it tells of one, else where it is. */
export function StateChip({ file }: { file: FileDetail }) {
  const outcomes = [...file.installations, ...file.members.map((member) => member.file)].map((item) => item?.outcome);
  const hasFailedInstall = outcomes.includes("failed");
  if (file.state === "failed") return <BadChip>Stopped</BadChip>;
  if (file.state === "completed" && hasFailedInstall) return <BadChip>Installation failed</BadChip>;
  switch (file.state) {
    case "completed":
      return <Chip>{file.archiveKind === null ? "Read" : "Unpacked"}</Chip>;
    case "duplicate":
      return <Chip tone="outline">Duplicate</Chip>;
    case "processing":
      return (
        <Chip>
          <Spinner /> Reading {formatShare(file.bytesDone, file.sizeBytes)}
        </Chip>
      );
    case "queued":
      return <Chip>Queued</Chip>;
    case "uploading":
      return <Chip>Uploading</Chip>;
  }
}

function BadChip({ children }: { children: string }) {
  return (
    <Chip tone="failed">
      <OutcomeIcon outcome="failed" />
      {children}
    </Chip>
  );
}

import { Chip } from "#components/ui/chip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { Time } from "#components/ui/time.tsx";
import type { TeamFormat } from "#lib/queries/read-formats.ts";

/** Name, files, version; the name opens the editor. */
export function FormatList({ formats, onOpen }: { formats: TeamFormat[]; onOpen: (format: TeamFormat) => void }) {
  if (formats.length === 0) {
    return <EmptyState title="No format of your own yet">What is built in is found by itself.</EmptyState>;
  }
  return (
    <ul aria-label="Formats" className="border-t border-border">
      {formats.map((format) => (
        <li key={format.id} className="grid gap-1 border-b border-border py-2.5">
          <div className="flex flex-wrap items-center gap-2">
            <button type="button" className="touch-target font-medium hover:underline" onClick={() => onOpen(format)}>
              {format.definition.name}
            </button>
            <Chip tone="code">{format.id}</Chip>
            <Chip>version {format.version}</Chip>
            {format.isRetired ? <Chip tone="warning">retired</Chip> : null}
          </div>
          <p className="text-text-2">
            {formatPlural(format.files, "file")} read with it; saved <Time at={format.savedAtMs} />
            {format.savedBy === null ? "" : ` by ${format.savedBy}`}
            {format.definition.fileNames.length > 0 ? `; ${format.definition.fileNames.join(", ")}` : ""}
          </p>
        </li>
      ))}
    </ul>
  );
}

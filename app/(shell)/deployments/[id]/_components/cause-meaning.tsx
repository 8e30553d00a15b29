import { CodeChip } from "#components/code-chip.tsx";
import { FailureReason } from "#components/failure-reason.tsx";
import { useExplainCode } from "#components/team-codes.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import type { DeviceInstallation } from "#lib/queries/read-deployment-device.ts";

/** What the code of the failing line means; cause and what was reported later are kept apart. */
export function CauseMeaning({ failing }: { failing: DeviceInstallation }) {
  const { firstFailingLine: line, exitCode, file } = failing;
  const code = line?.code ?? exitCode;
  const explain = useExplainCode();
  const meaning = code === null ? null : explain(code, { format: file.format });
  return (
    <section aria-label="Meaning" className="min-w-0 overflow-hidden rounded-panel border border-border">
      <header className="flex h-9 items-center gap-2 border-b border-border px-3.5">
        {code === null ? null : <CodeChip code={code} context={{ format: file.format }} />}
        <h3 className="truncate text-13">{meaning ? (meaning.name ?? meaning.title) : "No explanation yet"}</h3>
      </header>
      <div className="grid gap-[9px] px-3.5 py-3">
        <p>{meaning ? meaning.meaning : unknownText(code)}</p>
        {meaning?.check ? <p className="text-text-2">{meaning.check}</p> : null}
        <Reported failing={failing} />
        {line ? (
          <FailureReason line={line} hrefOf={(recordNumber) => `/files/${file.id}?record=${recordNumber}`} />
        ) : null}
      </div>
    </section>
  );
}

function unknownText(code: string | null): string {
  return code === null ? "The line carries no code." : "This code has no explanation yet.";
}

/** "1603 is what the installer reported, 2.9 s later." */
function Reported({ failing: { exitCode, firstFailingLine: line, finishedAtUs } }: { failing: DeviceInstallation }) {
  if (exitCode === null || line === null || line.code === exitCode) return null;
  const laterMs = finishedAtUs !== null && line.timestampUs !== null ? (finishedAtUs - line.timestampUs) / 1000 : null;
  return (
    <p className="text-text-3">
      <Chip tone="code">{exitCode}</Chip> is what was reported
      {laterMs !== null && laterMs > 0 ? `, ${formatDuration(laterMs)} later` : " in the end"}; the cause stands at line{" "}
      {formatCount(line.recordNumber)}.
    </p>
  );
}

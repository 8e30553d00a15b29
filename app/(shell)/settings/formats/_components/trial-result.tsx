import type { ReactNode } from "react";
import { LogText } from "#components/log-text.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { formatPlural, formatShare } from "#components/ui/format-count.ts";
import type { Trial } from "#lib/parse/try-definition.ts";
import type { Sample } from "./sample-field.tsx";
import { TrialRows } from "./trial-rows.tsx";

interface TrialResultProps {
  trial: Trial | null;
  /** The same sample with the version that is saved; null = there is none. */
  before: Trial | null;
  basedOn: number;
  sample: Sample;
}

/** What the sample becomes: totals and what they were, the first line that does not fit, the first records. */
export function TrialResult({ trial, before, basedOn, sample }: TrialResultProps) {
  if (trial === null) return <p className="text-text-3">Trying…</p>;
  if (trial.problem !== null) {
    return (
      <div role="status" className="text-12">
        <FieldError>{`${trial.problem.field}: ${trial.problem.problem}`}</FieldError>
      </div>
    );
  }
  if (sample.text.trim() === "") return <p className="text-text-3">Paste some lines to see what becomes of them.</p>;
  return (
    <section aria-label="What the sample becomes" className="grid gap-2">
      <p role="status" className="font-medium">
        {totals(trial)}
      </p>
      {before === null || before.problem !== null ? null : (
        <p className="text-text-2">
          {totals(before) === totals(trial)
            ? `As many as with version ${basedOn}.`
            : `With version ${basedOn}: ${totals(before)}.`}
        </p>
      )}
      <Taken trial={trial} fileName={sample.fileName} />
      <FirstReject trial={trial} />
      <TrialRows rows={trial.rows} />
    </section>
  );
}

function totals({ records, rejects, withoutTime }: Trial): string {
  const counts = `${formatPlural(records, "record")}, ${formatPlural(rejects, "line")} kept as text`;
  return withoutTime > 0 ? `${counts}, ${formatPlural(withoutTime, "record")} without a time` : counts;
}

/** Whether detection would take such a file for the format. */
function Taken({ trial: { confidence, isNameFitting }, fileName }: { trial: Trial; fileName: string }) {
  const name = isNameFitting === null ? "" : isNameFitting ? "; its name fits" : "; its name does not fit";
  const text =
    confidence === 0
      ? `A file like this, named ${fileName}, would not be taken for the format${name}.`
      : `A file like this, named ${fileName}, would be taken for it with ${formatShare(confidence, 1)} certainty${name}.`;
  return <p className="text-text-2">{text}</p>;
}

function FirstReject({ trial: { firstReject } }: { trial: Trial }) {
  if (firstReject === null) return null;
  const { recordNumber, reason, text, stop } = firstReject;
  return (
    <p className="text-text-2">
      First that does not fit, piece {recordNumber}: {reason}{" "}
      {stop === null ? (
        <Code>
          <LogText text={text} />
        </Code>
      ) : (
        <>
          {stop.fits === "" ? "It does not begin with" : "It fits up to the mark, then not"}{" "}
          {stop.expected === null ? "the end of the pattern" : <Code>{visible(stop.expected)}</Code>}:{" "}
          <Code>
            <LogText text={stop.fits} />
            <mark className="bg-sev-error-soft text-out-failed">
              ▸<LogText text={text.slice(stop.fits.length)} />
            </mark>
          </Code>
        </>
      )}
    </p>
  );
}

function visible(part: string): string {
  return part === " " ? "a blank" : part;
}

function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-12 break-all">{children}</code>;
}

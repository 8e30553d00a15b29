import { formatCount } from "#components/ui/format-count.ts";
import type { ChangeGroup } from "#lib/model/reading-difference.ts";
import type { ReparsePreview } from "#lib/queries/preview-reparse.ts";
import { ReparseSamples } from "./reparse-samples.tsx";
import { changeWords, comparedText, totalsRows } from "./reparse-words.ts";

const HEAD = "border-b border-border py-2 pr-4 text-left text-12 font-normal text-text-3";
const CELL = "border-b border-border py-2 pr-4 align-top wrap-anywhere";

interface ReparseDifferencesProps {
  preview: ReparsePreview;
  /** Name of a format, also of the team's own. */
  nameOf: (format: string) => string;
  zone: string;
  goTo: (recordNumber: number) => void;
}

/** All that would change: by kind, in numbers, and place by place. */
export function ReparseDifferences({ preview, nameOf, zone, goTo }: ReparseDifferencesProps) {
  const { now, next, groups, samples, differing } = preview;
  const compared = comparedText(preview);
  const chosen = preview.nextSettings.format;
  const isOverruled = chosen !== null && chosen !== next.reading.format;
  const notes = [next.reading.timeZone.reason, ...next.reading.notes];
  return (
    <>
      {groups.length > 0 ? <Groups groups={groups} goTo={goTo} /> : null}
      <Totals preview={preview} nameOf={nameOf} />
      <ul aria-label="Notes" className="grid gap-0.5 text-text-2 wrap-anywhere">
        {isOverruled ? (
          <li>The content is no text, so it can only be read as {nameOf(next.reading.format)}, whatever is chosen.</li>
        ) : null}
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
        {next.problem !== null && next.problem !== now.problem ? <li>Then: {next.problem}</li> : null}
        {compared === "" ? null : <li>{compared}</li>}
      </ul>
      {samples.length > 0 ? (
        <section className="grid gap-1">
          <h2 className="text-13 font-semibold">
            {samples.length === differing ? "Every place that differs" : `${formatCount(samples.length)} of the places`}
          </h2>
          <ReparseSamples samples={samples} zone={zone} goTo={goTo} />
        </section>
      ) : null}
    </>
  );
}

function Groups({ groups, goTo }: { groups: readonly ChangeGroup[]; goTo: (recordNumber: number) => void }) {
  return (
    <table aria-label="Differences by kind" className="w-full border-collapse">
      <thead>
        <tr>
          <th scope="col" className={`${HEAD} w-[84px] text-right`}>
            Records
          </th>
          <th scope="col" className={HEAD}>
            Now
          </th>
          <th scope="col" className={HEAD}>
            Then
          </th>
          <th scope="col" className={`${HEAD} text-right`}>
            First
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ change, count, firstRecordNumber }) => {
          const words = changeWords(change);
          return (
            <tr key={JSON.stringify(change)}>
              <td className={`${CELL} text-right font-semibold`}>{formatCount(count)}</td>
              <td className={`${CELL} text-text-2`}>{words.now}</td>
              <td className={CELL}>{words.next}</td>
              <td className={`${CELL} text-right font-mono text-12`}>
                <button
                  type="button"
                  aria-label={`Go to the first, line ${formatCount(firstRecordNumber)}`}
                  className="touch-target font-medium text-accent"
                  onClick={() => goTo(firstRecordNumber)}
                >
                  {formatCount(firstRecordNumber)}
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Rows that differ stand out. */
function Totals({ preview, nameOf }: Pick<ReparseDifferencesProps, "preview" | "nameOf">) {
  return (
    <table aria-label="Now and then in numbers" className="w-full max-w-[720px] border-collapse">
      <thead>
        <tr>
          <th scope="col" className={`${HEAD} w-[120px]`}>
            <span className="sr-only">What</span>
          </th>
          <th scope="col" className={HEAD}>
            Now
          </th>
          <th scope="col" className={HEAD}>
            Then
          </th>
        </tr>
      </thead>
      <tbody>
        {totalsRows(preview, nameOf).map(({ name, now, next }) => (
          <tr key={name}>
            <th scope="row" className={`${CELL} text-left font-normal text-text-3`}>
              {name}
            </th>
            <td className={`${CELL} text-text-2`}>{now}</td>
            <td className={now === next ? `${CELL} text-text-2` : `${CELL} font-semibold`}>{next}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

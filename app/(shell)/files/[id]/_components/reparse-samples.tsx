import { LogText } from "#components/log-text.tsx";
import { logDayAndClock } from "#components/log-time.ts";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { SeverityGlyph } from "#components/ui/severity-glyph.tsx";
import type { DifferenceSample, ReadPiece } from "#lib/model/reading-difference.ts";
import { changeWords } from "./reparse-words.ts";

const HEAD = "border-b border-border py-2 pr-4 text-left text-12 font-normal text-text-3";
const CELL =
  "border-b border-border py-2 pr-4 align-top leading-[18px] max-desk:block max-desk:border-0 max-desk:p-0 max-desk:pt-1";

interface ReparseSamplesProps {
  samples: readonly DifferenceSample[];
  /** IANA name or offset in which both times of a sample are shown. */
  zone: string;
  goTo: (recordNumber: number) => void;
}

/** Places that differ, as they are now and as they would be. */
export function ReparseSamples({ samples, zone, goTo }: ReparseSamplesProps) {
  return (
    <table aria-label="Places that differ" className="w-full table-fixed border-collapse max-desk:block">
      <colgroup>
        <col className="w-[84px]" />
        <col />
        <col />
      </colgroup>
      <thead className="max-desk:sr-only">
        <tr>
          <th scope="col" className={`${HEAD} text-right`}>
            Line
          </th>
          <th scope="col" className={HEAD}>
            Now
          </th>
          <th scope="col" className={HEAD}>
            Then
          </th>
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {samples.map((sample) => (
          <SampleRow key={sample.byteOffset} sample={sample} zone={zone} goTo={goTo} />
        ))}
      </tbody>
    </table>
  );
}

function SampleRow({ sample, zone, goTo }: { sample: DifferenceSample } & Omit<ReparseSamplesProps, "samples">) {
  const { recordNumber, now, next, nowCount, nextCount, fields } = sample;
  return (
    <tr className="max-desk:block max-desk:border-b max-desk:border-border max-desk:py-2">
      <td className={`${CELL} text-right font-mono text-12 max-desk:text-left`}>
        <button
          type="button"
          aria-label={`Go to line ${formatCount(recordNumber)}`}
          className="touch-target font-medium text-accent"
          onClick={() => goTo(recordNumber)}
        >
          {formatCount(recordNumber)}
        </button>
      </td>
      <td className={CELL}>
        <Pieces label="Now" pieces={now} count={nowCount} zone={zone} />
      </td>
      <td className={CELL}>
        <Pieces label="Then" pieces={next} count={nextCount} zone={zone} />
        <p className="text-12 text-text-3">{sample.changes.map((change) => changeWords(change).next).join(", ")}</p>
        {fields.length > 0 ? <Fields fields={fields} /> : null}
      </td>
    </tr>
  );
}

function Pieces(props: { label: string; pieces: readonly ReadPiece[]; count: number; zone: string }) {
  const { label, pieces, count, zone } = props;
  return (
    <>
      <span className="text-12 text-text-3 desk:hidden">{label}</span>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sample never change places.
        <div key={index} className="flex min-w-0 items-start gap-2">
          <SeverityGlyph level={piece.level} />
          <div className="min-w-0 flex-1 font-mono text-12">
            {piece.timestampUs === null ? null : (
              <span className="text-text-2">{logDayAndClock(piece.timestampUs, zone)} </span>
            )}
            <span className="line-clamp-3 whitespace-pre-wrap wrap-anywhere">
              <LogText text={piece.text} isOneLine />
            </span>
            {piece.isReject ? <span className="font-sans text-text-3">kept as text: {piece.reason}</span> : null}
          </div>
        </div>
      ))}
      {count > pieces.length ? (
        <p className="text-12 text-text-3">and {formatPlural(count - pieces.length, "piece")} more</p>
      ) : null}
    </>
  );
}

function Fields({ fields }: { fields: DifferenceSample["fields"] }) {
  return (
    <ul aria-label="Fields that differ" className="text-12 text-text-2">
      {fields.map(({ name, now, next }) => (
        <li key={name} className="wrap-anywhere">
          <span className="text-text-3">{name}: </span>
          <FieldValue value={now} /> <span className="text-text-3">then</span> <FieldValue value={next} />
        </li>
      ))}
    </ul>
  );
}

function FieldValue({ value }: { value: string | null }) {
  if (value === null) return <span className="text-text-3">none</span>;
  return (
    <span className="font-mono">
      <LogText text={value} isOneLine />
    </span>
  );
}

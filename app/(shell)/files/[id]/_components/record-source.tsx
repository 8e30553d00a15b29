"use client";

import { useEffect, useState } from "react";
import { encodingName } from "#components/encoding-name.ts";
import { LogText } from "#components/log-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { severityLevel } from "#lib/model/severity.ts";
import type { RecordDetail } from "#lib/queries/read-record.ts";
import { bytesFromBase64 } from "./hex-rows.ts";
import { RawBytes } from "./raw-bytes.tsx";
import { onRawRequest } from "./raw-request.ts";
import { RecordContext } from "./record-context.tsx";
import type { RowLook } from "./record-row.tsx";

const VIEWS = ["Raw bytes", "Original text", "JSON", "Context"] as const;
type View = (typeof VIEWS)[number];

/** What the record was made of, in four views. */
export function RecordSource({ record, look }: { record: RecordDetail; look: RowLook }) {
  const [view, setView] = useState<View>("Raw bytes");
  useEffect(() => onRawRequest(() => setView("Raw bytes")), []);
  const { byteOffset, byteLength, encoding } = record.lineage;
  return (
    <div className="min-w-0 border-r border-border pb-2.5 max-desk:border-r-0 max-desk:border-b">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-2 pb-1">
        <fieldset
          aria-label="View"
          className="inline-flex gap-0.5 rounded-[6px] border border-border bg-surface-2 p-0.5"
        >
          {VIEWS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              onClick={() => setView(name)}
              className="touch-target h-6 rounded-chip px-[9px] text-12 font-medium text-text-2 aria-pressed:bg-overlay aria-pressed:text-text-1 aria-pressed:ring aria-pressed:ring-border-strong"
            >
              {name}
            </button>
          ))}
        </fieldset>
        <span className="ml-auto text-12 text-text-3">
          byte {formatCount(byteOffset)}, {formatPlural(byteLength, "byte")}
          {encoding ? `, ${encodingName(encoding)}` : ""}
        </span>
      </div>
      <SourceView view={view} record={record} look={look} />
    </div>
  );
}

function SourceView({ view, record, look }: { view: View; record: RecordDetail; look: RowLook }) {
  switch (view) {
    case "Raw bytes":
      return <RawBytes bytes={bytesFromBase64(record.raw.base64)} byteOffset={record.lineage.byteOffset} />;
    case "Original text":
      return <TextBlock label="Original text" text={record.raw.text} />;
    case "JSON":
      return <TextBlock label="JSON" text={JSON.stringify(jsonOf(record), null, 2)} />;
    case "Context":
      return <RecordContext record={record} look={look} />;
  }
}

/** Enough for any screen; the whole text of a record can have a megabyte. */
const SHOWN_CHARACTERS = 20_000;

function TextBlock({ label, text }: { label: string; text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const isCut = text.length > SHOWN_CHARACTERS && !isWhole;
  return (
    <div className="px-4 pt-2">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section aria-label={label} tabIndex={0} className="max-h-80 overflow-auto">
        <pre className={classNames("font-mono text-12 leading-[18px] whitespace-pre-wrap text-text-1 wrap-anywhere")}>
          <LogText text={isCut ? text.slice(0, SHOWN_CHARACTERS) : text} />
        </pre>
      </section>
      {isCut ? (
        <button type="button" className="mt-1 text-12 font-medium text-accent" onClick={() => setIsWhole(true)}>
          Show all {formatCount(text.length)} characters
        </button>
      ) : null}
    </div>
  );
}

/** The record as a program gets it, without what repeats the view beside it. */
function jsonOf({ recordNumber, timeUs, severityNumber, severityText, body, columns, ...rest }: RecordDetail) {
  return {
    recordNumber,
    time: timeUs === null ? null : new Date(timeUs / 1000).toISOString(),
    level: severityLevel(severityNumber),
    severityNumber,
    ...(severityText === null ? {} : { severityText }),
    body,
    ...columns,
    attributes: rest.attributes,
    lineage: rest.lineage,
    ...(rest.rejectReason === null ? {} : { rejectReason: rest.rejectReason }),
    ...(rest.rawData === null ? {} : { rawData: rest.rawData }),
  };
}

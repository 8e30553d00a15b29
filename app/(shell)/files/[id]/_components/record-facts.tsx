"use client";

import { Copy, X } from "lucide-react";
import { useState } from "react";
import { LogText } from "#components/log-text.tsx";
import { logIso } from "#components/log-time.ts";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import type { Json } from "#lib/model/json.ts";
import { severityLevel } from "#lib/model/severity.ts";
import type { RecordColumns, RecordDetail } from "#lib/queries/read-record.ts";
import { copyRecordLink } from "./copy-record-link.ts";
import type { RowLook } from "./record-row.tsx";

const COLUMN_LABELS: Record<keyof RecordColumns, string> = {
  httpMethod: "Method",
  url: "URL",
  httpStatusCode: "Status",
  processingTimeMs: "Took",
  clientAddress: "Client",
  remoteAddress: "Remote",
  remotePort: "Remote port",
  hostName: "Host",
  processId: "Process",
  logger: "Logger",
  userId: "User",
  requestId: "Request",
  isCacheHit: "Cache hit",
  documentCount: "Documents",
  lastUpdatedUs: "Last updated",
};

interface Fact {
  name: string;
  value: string;
}

/** Everything that was read out of a record, by name. */
export function RecordFacts({ record, look, onClose }: { record: RecordDetail; look: RowLook; onClose: () => void }) {
  const [copied, setCopied] = useState<string | null>(null);
  return (
    <div className="min-w-0 px-4 py-2.5">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section aria-label="Attributes" tabIndex={0} className="max-h-80 overflow-y-auto">
        <dl className="grid grid-cols-[minmax(72px,104px)_minmax(0,1fr)] gap-x-2 text-12 leading-[22px]">
          {factsOf(record, look.zone).map((fact) => (
            <div key={fact.name} className="contents">
              <dt className="truncate text-text-3" title={fact.name}>
                {fact.name}
              </dt>
              <dd className="font-mono whitespace-pre-wrap wrap-anywhere">
                <LogText text={fact.value} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button size="small" onClick={async () => setCopied(await copyRecordLink(record.recordNumber))}>
          <Copy size={14} strokeWidth={1.75} aria-hidden="true" />
          Copy link
        </Button>
        <Button size="small" variant="quiet" onClick={onClose}>
          <X size={14} strokeWidth={1.75} aria-hidden="true" />
          Close
        </Button>
        <output className="text-12 text-text-3">{copied}</output>
      </div>
    </div>
  );
}

function factsOf(record: RecordDetail, zone: string): Fact[] {
  const { timeUs, severityNumber, severityText, columns, attributes } = record;
  const level = severityLevel(severityNumber);
  return [
    { name: "Record", value: formatCount(record.recordNumber) },
    { name: "Time", value: timeUs === null ? "none that can be used" : logIso(timeUs, zone) },
    ...(zone === "UTC" || timeUs === null ? [] : [{ name: "UTC", value: logIso(timeUs, "UTC") }]),
    { name: "Level", value: severityText === null ? level : `${level} (${severityText})` },
    ...(Object.entries(columns) as [keyof RecordColumns, string | number | boolean][]).map(([name, value]) => ({
      name: COLUMN_LABELS[name],
      value: columnText(name, value),
    })),
    ...Object.entries(attributes).flatMap(([name, value]) => attributeFacts(name, value)),
  ];
}

function columnText(name: keyof RecordColumns, value: string | number | boolean): string {
  if (name === "processingTimeMs") return `${value} ms`;
  if (name === "lastUpdatedUs") return logIso(Number(value), "UTC");
  if (name === "isCacheHit") return value ? "yes" : "no";
  return String(value);
}

/** An object (request headers) is spread by one level: "headers.host"; the data of an event go by their own names. */
function attributeFacts(name: string, value: Json): Fact[] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const prefix = name === "winlog.event_data" ? "" : `${name}.`;
    return Object.entries(value).map(([key, inner]) => ({ name: `${prefix}${key}`, value: textOf(inner) }));
  }
  return [{ name, value: textOf(value) }];
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

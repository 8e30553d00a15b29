"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRight, WrapText } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { FailingLine } from "#lib/model/log-file.ts";
import { SEVERITY, severityLevel } from "#lib/model/severity.ts";
import type { RecordPage, RecordRow } from "#lib/queries/list-records.ts";
import { excerptOf } from "./excerpt-of.ts";
import { LogText } from "./log-text.tsx";
import { logClock } from "./log-time.ts";
import { Button } from "./ui/button.tsx";
import { buttonClass } from "./ui/button-class.ts";
import { classNames } from "./ui/class-names.ts";
import { ErrorState } from "./ui/error-state.tsx";
import { formatCount } from "./ui/format-count.ts";
import { SeverityGlyph } from "./ui/severity-glyph.tsx";
import { Skeleton } from "./ui/skeleton.tsx";
import { useApi } from "./use-api.ts";

const PHONE_LINES_BEFORE = 2;
/** Eight rows and the padding around them: room is kept while lines are on their way. */
const BODY_MIN_HEIGHT = "min-h-[calc(8*var(--row-log)+8px)]";

export interface LogExcerptProps {
  fileId: string;
  /** The line it is about. */
  recordNumber: number;
  format?: string | null;
  /** Head of the panel; without it only the actions stand there. */
  fileName?: string;
  /** Said after the name: "MSI verbose, UTF-16LE". */
  about?: string;
  /** Zone of the times; UTC without one. */
  timeZone?: string | null;
  /** The code that is underlined in the line. */
  code?: FailingLine["code"];
  /** The line itself, when its record has others around it: they are shown when the lines are wrapped. */
  text?: FailingLine["text"];
  /** Flag of the line; false for a line that is not the first failing one. */
  isFirstFailing?: boolean;
}

/** A line of a file among those around it, with the way into the file. */
export function LogExcerpt(props: LogExcerptProps) {
  const { fileId, recordNumber, fileName, about } = props;
  const [isWrapped, setIsWrapped] = useState(false);
  return (
    <section aria-label="Line in context" className="min-w-0 overflow-hidden rounded-panel border border-border">
      <header className="flex min-h-10 items-center gap-x-3 border-b border-border py-1 pr-1.5 pl-3.5">
        <span className="min-w-0 truncate font-mono text-12" title={fileName}>
          {fileName}
        </span>
        <span className="flex-none text-12 text-text-3 max-desk:hidden">{about}</span>
        <span className="ml-auto flex flex-none items-center gap-1">
          <Button size="small" variant="quiet" aria-pressed={isWrapped} onClick={() => setIsWrapped(!isWrapped)}>
            <WrapText size={14} strokeWidth={1.75} aria-hidden="true" />
            {isWrapped ? "Unwrap" : "Wrap"}
          </Button>
          <Link
            href={`/files/${fileId}?record=${recordNumber}`}
            className={buttonClass({ variant: "quiet", size: "small" })}
          >
            Open file
            <ArrowRight size={14} strokeWidth={1.75} aria-hidden="true" />
          </Link>
        </span>
      </header>
      <div className={BODY_MIN_HEIGHT}>
        <ExcerptLines {...props} isWrapped={isWrapped} />
      </div>
    </section>
  );
}

function ExcerptLines(props: LogExcerptProps & { isWrapped: boolean }) {
  const { fileId, recordNumber } = props;
  const api = useApi();
  const { queryKey, from, count } = excerptOf({ fileId, recordNumber });
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<RecordPage>(`/api/v1/files/${fileId}/records?from=${from}&count=${count}`, { signal }),
    staleTime: 60_000,
    // Walking from device to device the lines change in place.
    placeholderData: keepPreviousData,
  });
  if (error) {
    return (
      <ErrorState title="These lines could not be read" action={<Button onClick={() => refetch()}>Try again</Button>}>
        {error.message}
      </ErrorState>
    );
  }
  if (!data) return <Skeleton lines={count} label="Loading the lines" />;
  return (
    <ol
      aria-busy={isPlaceholderData}
      className={classNames("py-1 font-mono text-12", isPlaceholderData && "opacity-60")}
    >
      {data.records.map((record) => (
        <ExcerptLine
          key={record.recordNumber}
          record={record}
          isHit={!isPlaceholderData && record.recordNumber === recordNumber}
          {...props}
        />
      ))}
    </ol>
  );
}

type ExcerptLineProps = LogExcerptProps & { record: RecordRow; isHit: boolean; isWrapped: boolean };

function ExcerptLine({ record, isHit, isWrapped, ...props }: ExcerptLineProps) {
  const { format = null, timeZone, code, text, isFirstFailing = true } = props;
  // Where lines wrap and take more room, fewer stand before the one it is about.
  const isFar = record.recordNumber < props.recordNumber - PHONE_LINES_BEFORE;
  const isError = record.severityNumber >= SEVERITY.error;
  return (
    <li
      aria-current={isHit ? "true" : undefined}
      className={classNames(
        "relative grid min-h-(--row-log) grid-cols-[7ch_12ch_16px_minmax(0,1fr)] items-start gap-x-2.5 px-3.5 leading-(--row-log) max-desk:grid-cols-[7ch_minmax(0,1fr)] max-desk:px-2.5",
        isHit && "bg-sev-error-soft inset-shadow-[3px_0_0_var(--sev-error-mark)]",
        isFar && "max-desk:hidden",
      )}
    >
      <span className={classNames("text-right", isHit ? "font-semibold text-sev-error" : "text-text-3")}>
        {formatCount(record.recordNumber)}
      </span>
      <span className="whitespace-nowrap text-text-2 max-desk:hidden">
        {record.timeUs === null ? "no time" : logClock(record.timeUs, timeZone ?? "UTC")}
      </span>
      <span className="flex h-(--row-log) items-center max-desk:hidden">
        {record.rejectReason === null ? <SeverityGlyph level={severityLevel(record.severityNumber)} /> : null}
      </span>
      <span
        className={classNames(
          "min-w-0 max-desk:my-[3px] max-desk:line-clamp-6 max-desk:leading-[18px] max-desk:whitespace-pre-wrap max-desk:wrap-anywhere",
          isWrapped || isHit
            ? "my-[3px] leading-[18px] whitespace-pre-wrap wrap-anywhere"
            : "overflow-hidden text-ellipsis whitespace-pre",
          isHit && !isWrapped && "line-clamp-3",
          isHit && isFirstFailing && "pr-32 max-desk:pr-0",
          isHit ? "font-medium" : isError ? "text-text-1" : "text-text-2",
        )}
      >
        <LogText
          text={isHit && !isWrapped && text ? text : record.text}
          isOneLine={!isWrapped}
          code={isHit ? code : null}
          explain={{ format }}
        />
      </span>
      {isHit && isFirstFailing ? (
        <span className="absolute top-0.5 right-3 rounded-chip bg-sev-error px-[7px] font-sans text-11 leading-5 font-semibold text-surface-1 max-desk:static max-desk:col-start-2 max-desk:mb-1.5 max-desk:w-fit">
          First failing line
        </span>
      ) : null}
    </li>
  );
}

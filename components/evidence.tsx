import Link from "next/link";
import type { ReactNode } from "react";
import type { FailingLine } from "#lib/model/log-file.ts";
import { LogText } from "./log-text.tsx";
import { useExplainCode } from "./team-codes.tsx";
import { classNames } from "./ui/class-names.ts";
import { formatCount } from "./ui/format-count.ts";

interface EvidenceProps {
  line: Pick<FailingLine, "recordNumber" | "text" | "code" | "reason">;
  /** The line above it, for what it was about. */
  before?: { recordNumber: number; text: string } | null;
  format?: string | null;
  /** Where the line stands; its number becomes a link. */
  href?: string | null;
  /** Said below the line after the meaning of its code: where, since when. */
  children?: ReactNode;
  className?: string;
}

const ROW = "grid grid-cols-[52px_minmax(0,1fr)] gap-x-2.5 py-[3px] pr-3.5 pl-2.5 leading-[18px]";
const TEXT = "line-clamp-3 whitespace-pre-wrap wrap-anywhere";

/** A failing line, quoted: number, text with its code underlined, and what the code means. */
export function Evidence({ line, before, format = null, href, children, className }: EvidenceProps) {
  return (
    <figure
      aria-label="Failing line"
      className={classNames("min-w-0 overflow-hidden rounded-panel border border-border", className)}
    >
      <blockquote className="bg-surface-1 py-[3px] font-mono text-12">
        {before ? (
          <p className={classNames(ROW, "text-text-2")}>
            <span className="text-right text-text-3">{formatCount(before.recordNumber)}</span>
            <span className="truncate whitespace-pre">
              <LogText text={before.text} isOneLine />
            </span>
          </p>
        ) : null}
        <p className={classNames(ROW, "bg-sev-error-soft font-medium inset-shadow-[3px_0_0_var(--sev-error-mark)]")}>
          <LineNumber recordNumber={line.recordNumber} href={href} />
          <span className={TEXT}>
            <LogText text={line.text} isOneLine code={line.code} explain={{ format }} />
          </span>
        </p>
      </blockquote>
      <EvidenceMeaning line={line} format={format}>
        {children}
      </EvidenceMeaning>
    </figure>
  );
}

function LineNumber({ recordNumber, href }: { recordNumber: number; href?: string | null }) {
  const look = "text-right font-semibold text-sev-error";
  if (!href) return <span className={look}>{formatCount(recordNumber)}</span>;
  return (
    <Link href={href} aria-label={`Open line ${formatCount(recordNumber)}`} className={`${look} hover:underline`}>
      {formatCount(recordNumber)}
    </Link>
  );
}

function EvidenceMeaning({
  line,
  format,
  children,
}: {
  line: EvidenceProps["line"];
  format: string | null;
  children?: ReactNode;
}) {
  const explain = useExplainCode();
  const meaning = line.code === null ? null : explain(line.code, { format });
  if (!meaning && !children && !line.reason) return null;
  return (
    <figcaption className="border-t border-border bg-surface-2 px-3.5 py-[9px] text-text-2">
      {meaning ? <b className="font-medium text-text-1">{meaning.meaning} </b> : null}
      {meaning?.check ? `${meaning.check} ` : null}
      {line.reason ? `${line.reason} ` : null}
      {children}
    </figcaption>
  );
}

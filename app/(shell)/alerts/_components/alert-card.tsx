import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { LogText } from "#components/log-text.tsx";
import { logClock, logDayAndClock } from "#components/log-time.ts";
import { buttonClass } from "#components/ui/button-class.ts";
import { Chip } from "#components/ui/chip.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AlertItem } from "#lib/queries/list-alerts.ts";

const STATES = { open: "Open", acknowledged: "Acknowledged", resolved: "Resolved" };

/** What fired, the line that explains it, and the way to that line. */
export function AlertCard({ alert }: { alert: AlertItem }) {
  const href = recordHref(alert);
  return (
    <li className="mb-2.5 overflow-hidden rounded-panel border border-border">
      <div className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-2.5 px-3.5 pt-[11px] pb-[9px] max-desk:grid-cols-[16px_minmax(0,1fr)]">
        {alert.state === "open" ? (
          <OutcomeIcon outcome="failed" className="mt-0.5 size-4! text-out-failed" />
        ) : (
          <CircleCheck size={16} strokeWidth={1.75} className="mt-0.5 text-text-3" aria-hidden="true" />
        )}
        <h3 className="text-13 leading-5 font-medium tracking-normal [overflow-wrap:anywhere]">{alert.title}</h3>
        <div className="flex flex-wrap items-center gap-2 text-text-2 max-desk:col-start-2">
          {alert.deployment ? <span>{alert.deployment.name}</span> : null}
          {alert.device ? <span>{alert.device.name}</span> : null}
          {alert.line?.code ? <Chip tone="code">{alert.line.code}</Chip> : null}
        </div>
      </div>
      {alert.line ? <FailingLineRow alert={alert} line={alert.line} href={href} /> : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-border px-3.5 py-2 text-12 text-text-2">
        <span>{STATES[alert.state]}</span>
        <span>
          Fired <Time at={alert.createdAtMs} />
        </span>
        {alert.file ? (
          <span className="min-w-0 truncate" title={alert.file.name}>
            {alert.file.name}
          </span>
        ) : null}
        {href ? (
          <Link href={href} className={`${buttonClass({ size: "small" })} ml-auto`}>
            {alert.line ? `Open line ${formatCount(alert.line.recordNumber)}` : "Open file"}
          </Link>
        ) : null}
      </div>
    </li>
  );
}

function FailingLineRow({
  alert,
  line,
  href,
}: {
  alert: AlertItem;
  line: NonNullable<AlertItem["line"]>;
  href: string | null;
}) {
  const zone = alert.file?.timeZone ?? "UTC";
  const row = (
    <>
      <time
        className="whitespace-nowrap text-text-2 max-desk:hidden"
        title={line.timestampUs === null ? undefined : `${logDayAndClock(line.timestampUs, zone)} ${zone}`}
      >
        {line.timestampUs === null ? "" : logClock(line.timestampUs, zone)}
      </time>
      <span className="text-right font-semibold text-sev-error">{formatCount(line.recordNumber)}</span>
      <span className="line-clamp-3 font-medium [overflow-wrap:anywhere] text-text-1">
        <LogText text={line.text} isOneLine code={line.code ?? undefined} />
      </span>
    </>
  );
  const look =
    "grid grid-cols-[92px_58px_minmax(0,1fr)] gap-x-2.5 border-t border-border bg-sev-error-soft py-[5px] pr-3.5 pl-3.5 font-mono text-12 leading-[18px] inset-shadow-[3px_0_0_var(--sev-error-mark)] max-desk:grid-cols-[52px_minmax(0,1fr)]";
  return href ? (
    <Link href={href} className={look}>
      {row}
    </Link>
  ) : (
    <div className={look}>{row}</div>
  );
}

function recordHref(alert: AlertItem): string | null {
  if (!alert.file) return null;
  return alert.line ? `/files/${alert.file.id}?record=${alert.line.recordNumber}` : `/files/${alert.file.id}`;
}

import Link from "next/link";
import { alertHref } from "#components/alerts/alert-facts.ts";
import { LogText } from "#components/log-text.tsx";
import { logClock, logDayAndClock } from "#components/log-time.ts";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount } from "#components/ui/format-count.ts";
import type { AlertItem } from "#lib/queries/list-alerts.ts";

const ROW =
  "grid grid-cols-[92px_88px_58px_minmax(0,1fr)] gap-x-2.5 px-3.5 font-mono text-12 leading-[18px] max-desk:grid-cols-[52px_minmax(0,1fr)]";
const LEAD = "bg-sev-error-soft py-[5px] inset-shadow-[3px_0_0_var(--sev-error-mark)]";
const OTHER = "py-[3px] text-text-2";

/** The line that explains one alert, quoted; the whole row leads to it. */
export function CauseLine({ alert, isLead = false }: { alert: AlertItem; isLead?: boolean }) {
  const { line, device, file } = alert;
  if (!line) return null;
  const zone = file?.timeZone ?? "UTC";
  const where = device?.name ?? file?.name ?? "";
  const href = alertHref(alert);
  const row = (
    <>
      <time
        className="whitespace-nowrap text-text-2 max-desk:hidden"
        title={line.timestampUs === null ? undefined : `${logDayAndClock(line.timestampUs, zone)} ${zone}`}
      >
        {line.timestampUs === null ? "" : logClock(line.timestampUs, zone)}
      </time>
      <span className="truncate text-text-2 max-desk:hidden" title={where}>
        {where}
      </span>
      <span className={classNames("text-right", isLead ? "font-semibold text-sev-error" : "text-text-3")}>
        {formatCount(line.recordNumber)}
      </span>
      <span className={classNames("wrap-anywhere", isLead ? "line-clamp-3 font-medium text-text-1" : "line-clamp-1")}>
        <LogText text={line.text} isOneLine code={line.code ?? undefined} />
      </span>
    </>
  );
  const look = classNames(ROW, isLead ? LEAD : OTHER);
  return href ? (
    <Link href={href} className={classNames(look, "hover:underline")}>
      {row}
    </Link>
  ) : (
    <div className={look}>{row}</div>
  );
}

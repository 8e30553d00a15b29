import { Fragment } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { Time } from "#components/ui/time.tsx";
import type { AlertItem } from "#lib/queries/list-alerts.ts";
import { type DelayStep, delaySteps, sinceArrivalMs } from "./delay-parts.ts";

const BAR: Record<DelayStep["label"], string> = {
  "Line written": "",
  Arrived: "bg-border-control",
  "Reading began": "bg-text-2",
  Alert: "bg-text-1",
};

/** How long it took from the line to the alert, and where the time went. */
export function AlertDelay({ alert, className }: { alert: AlertItem; className: string }) {
  const steps = delaySteps(alert);
  const totalMs = sinceArrivalMs(alert);
  const parts = steps.filter((step) => step.tookMs !== null);
  return (
    <section className={className}>
      <h3 className="mb-[7px] text-13">
        {totalMs === null ? "From line to alert" : `${formatDuration(totalMs)} from upload to alert`}
      </h3>
      {parts.length > 1 ? (
        <div className="mt-1 mb-[7px] flex h-2 gap-0.5" aria-hidden="true">
          {parts.map((step) => (
            <span
              key={step.label}
              className={classNames("min-w-[3px] rounded-[2px]", BAR[step.label])}
              style={{ flexGrow: step.tookMs ?? 0 }}
            />
          ))}
        </div>
      ) : null}
      <dl className="grid grid-cols-[104px_minmax(0,1fr)] text-12 leading-[22px]">
        {steps.map((step) => (
          <Fragment key={step.label}>
            <dt className="text-text-3">{step.label}</dt>
            <dd className="truncate font-mono">
              <Time at={step.atMs} precision="ms" />{" "}
              {step.tookMs === null ? null : <span className="text-text-3">+{spanText(step.tookMs)}</span>}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function spanText(tookMs: number): string {
  return tookMs < 50 ? `${Math.round(tookMs)} ms` : formatDuration(tookMs);
}

import { Check, Clock, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Time } from "#components/ui/time.tsx";
import type { JobDetail, WaitLimit } from "#lib/model/job.ts";

const ICON = { size: 16, strokeWidth: 1.75, "aria-hidden": true, className: "mt-0.5 flex-none" } as const;

/** Every limit that decides when the file starts, in the order in which they are looked at; the binding one stands out. */
export function WhyWaiting({ job: { limits, waitReason, latestStartMs } }: { job: JobDetail }) {
  return (
    <section>
      <h3 className="text-13 font-medium">Why is this waiting?</h3>
      <ol className="mt-2 grid gap-[7px]">
        {limits.map((limit) => (
          <Limit key={limit.kind} limit={limit} />
        ))}
        {limits.length === 0 && waitReason !== null ? (
          <Item icon={<Lock {...ICON} />}>
            <b className="text-text-1">{waitReason}</b>
          </Item>
        ) : null}
        <Item icon={<Clock {...ICON} />}>
          {latestStartMs === null ? (
            "When it starts at the latest can't be said: that is up to others."
          ) : (
            <b className="text-text-1">
              It starts at <Time at={latestStartMs} /> at the latest.
            </b>
          )}
        </Item>
      </ol>
    </section>
  );
}

function Limit({ limit: { sentence, isHolding, isBinding } }: { limit: WaitLimit }) {
  return (
    <Item icon={isHolding ? <Lock {...ICON} /> : <Check {...ICON} />}>
      <span className="sr-only">
        {isBinding ? "This holds it: " : isHolding ? "Holds it too: " : "Lets it start: "}
      </span>
      {isBinding ? <b className="text-text-1">{sentence}</b> : sentence}
    </Item>
  );
}

function Item({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-[9px] text-text-2">
      {icon}
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </li>
  );
}

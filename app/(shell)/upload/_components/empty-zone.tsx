import type { ReactNode } from "react";
import { Chip } from "#components/ui/chip.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { GatePicture } from "./gate-picture.tsx";
import { PickButtons } from "./pick-buttons.tsx";

const READS = ["MSI verbose", "CMTrace, Intune agent", "pino, bunyan", "plain text", "gz, zst, bz2, xz", "zip, tar"];

/** What to drop, how, and what is understood. */
export function EmptyZone({
  isPageTitle = false,
  action,
  note,
}: {
  isPageTitle?: boolean;
  /** Beside the buttons. */
  action?: ReactNode;
  /** Below them. */
  note?: ReactNode;
}) {
  const Title = isPageTitle ? "h1" : "h2";
  return (
    // The zone is as high as what is around it leaves, which has its place before it is there.
    <div className="grid min-h-0 grid-rows-[auto_auto_minmax(300px,1fr)_38px] overflow-y-auto px-12 py-11 max-[1180px]:block max-[1180px]:flex-none max-[1180px]:overflow-visible max-desk:px-4 max-desk:py-5">
      <Title className="text-26 leading-[1.2] tracking-[-0.028em] max-desk:text-20">
        Drop the logs. See which line failed first.
      </Title>
      <p className="mt-[9px] max-w-[56ch] text-14 text-text-2">
        Install, deployment and web logs from any number of devices. Sluice reads urgent files first, finds the line
        that broke each device and says what it means.
      </p>
      {/* What it holds is in its middle with all its height from the start, or at its top: nothing moves while it comes. */}
      <div className="mt-[26px] grid place-items-center max-[1180px]:min-h-[300px] max-[1180px]:items-start overflow-hidden rounded-zone border-[1.5px] border-dashed border-border-control bg-surface-2 text-center">
        <div
          className={classNames(
            "grid max-w-full content-start justify-items-center gap-2.5 px-10 py-7 max-desk:px-4",
            note ? "min-h-[340px]" : "min-h-[312px]",
            "max-[1180px]:min-h-0",
          )}
        >
          <GatePicture />
          <p className="text-16 font-semibold tracking-[-0.011em]">Drop log files or folders here</p>
          <p className="mb-1.5 text-text-2">Nothing is sent until you have seen the preview. Up to 5 GB per file.</p>
          <div className="flex flex-wrap justify-center gap-2">
            <PickButtons look="buttons" />
            {action}
          </div>
          {note}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-1.5">
        <span className="pr-1 text-12 text-text-3">Reads</span>
        {READS.map((name) => (
          <Chip key={name} tone="outline">
            {name}
          </Chip>
        ))}
      </div>
    </div>
  );
}

import { CopyCommand } from "#components/copy-command.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";

/** What happens to a file, told once beside the drop zone. */
export function FileWay({ isAlwaysShown }: { /** In a narrow window below the zone. */ isAlwaysShown: boolean }) {
  return (
    <aside
      aria-label="What happens to a file"
      className={classNames(
        "flex flex-col overflow-y-auto border-l border-border bg-surface-2 px-8 pt-11 pb-8",
        isAlwaysShown
          ? "max-[1180px]:flex-none max-[1180px]:border-t max-[1180px]:border-l-0 max-desk:px-4 max-desk:py-6"
          : "max-[1180px]:hidden",
      )}
    >
      <h2 className="mb-[18px] text-14">What happens to a file</h2>
      <ol>
        <Step number={1} title="Previewed in your browser">
          Format, time zone, first 20 rows and how much could not be read.
        </Step>
        <Step number={2} title="Given a lane, with the reason">
          <span className="flex gap-3 text-text-1">
            <LaneGlyph lane="high" />
            <LaneGlyph lane="medium" />
            <LaneGlyph lane="low" />
          </span>
          Failed installs go first and keep slots in reserve.
        </Step>
        <Step number={3} title="Read live, line by line">
          Each line keeps its place in the file, down to the byte.
        </Step>
        <Step number={4} title="Answered" isLast>
          You land on the first failing line:
          <span className="mt-2.5 block overflow-hidden rounded-panel border border-border bg-surface-1">
            <code className="block border-b border-border bg-sev-error-soft px-3 py-1 text-12 leading-6 text-text-1 inset-shadow-[3px_0_0_0_var(--sev-error-mark)]">
              Error 0x80070534: no SID for account
            </code>
            <span className="block px-3 py-2">1 of 3 devices of the sample fails here.</span>
          </span>
        </Step>
      </ol>
      <div className="mt-auto pt-6">
        <p className="mb-[9px] text-12 text-text-3">Prefer the terminal?</p>
        <CopyCommand command="npm run ingest -- ./logs" />
      </div>
    </aside>
  );
}

function Step({
  number,
  title,
  isLast = false,
  children,
}: {
  number: number;
  title: string;
  isLast?: boolean;
  children: React.ReactNode;
}) {
  return (
    <li className="relative grid grid-cols-[24px_minmax(0,1fr)] gap-3 pb-5">
      {isLast ? null : (
        <span
          aria-hidden="true"
          className="absolute top-[26px] bottom-0.5 left-[11.5px] border-l border-border-strong"
        />
      )}
      <span className="grid size-6 place-items-center rounded-full border border-border-strong bg-surface-1 font-mono text-12 font-medium text-text-2">
        {number}
      </span>
      <div>
        <b className="block leading-6">{title}</b>
        <div className="text-text-2">{children}</div>
      </div>
    </li>
  );
}

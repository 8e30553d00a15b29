import { LaneValue } from "./lane-value.tsx";
import { archiveWaitWords, parseArchiveWait } from "./parse-archive-wait.ts";

/** When the originals of Low move to the archive; what was read of them stays. */
export function ArchiveField({
  afterMs,
  disabledReason,
  onChange,
}: {
  afterMs: number | null;
  disabledReason: string | null;
  onChange: (afterMs: number | null) => void;
}) {
  return (
    <p className="mt-3 flex flex-wrap items-center gap-2 text-text-2">
      {afterMs === null ? "Archive originals of Low" : "Archive originals of Low after"}
      <LaneValue
        isWide
        label="When originals of Low are archived"
        hint="Days, such as 30 days, or never."
        value={archiveWaitWords(afterMs)}
        parse={parseArchiveWait}
        onChange={onChange}
        disabledReason={disabledReason}
      />
      <span className="text-text-3">Their records stay readable, and they can be read again from the archive.</span>
    </p>
  );
}

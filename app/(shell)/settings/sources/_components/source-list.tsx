import Link from "next/link";
import { Chip } from "#components/ui/chip.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { RunNowButton } from "./run-now-button.tsx";
import { SourceStateChip, SourceStateText } from "./source-state.tsx";
import { countWords, KIND_WORDS, runWords, whereWords } from "./source-words.ts";

/** One row a source: what it is, how it is doing, what it found; the name leads to the rest. */
export function SourceList({ sources }: { sources: SourceItem[] }) {
  return (
    <ul aria-label="Sources" className="border-t border-border">
      {sources.map((source) => (
        <li
          key={source.id}
          className="flex items-start gap-4 border-b border-border py-3 max-desk:flex-col max-desk:gap-2"
        >
          <div className="grid min-w-0 flex-1 gap-1">
            <div className="flex flex-wrap items-center gap-2">
              <Link
                href={`/settings/sources/${source.id}`}
                className="touch-target font-medium wrap-anywhere hover:underline"
              >
                {source.name}
              </Link>
              <Chip>{KIND_WORDS[source.kind]}</Chip>
              <SourceStateChip state={source.state} />
            </div>
            <p className="font-mono text-12 text-text-2 wrap-anywhere">
              {source.definition === null ? "It can't be used as it was saved" : whereWords(source.definition)}
            </p>
            <p className="text-text-2 wrap-anywhere">
              {countWords(source.counts)}. <SourceStateText state={source.state} />
            </p>
            <LastRun source={source} />
          </div>
          <RunNowButton source={source} size="small" />
        </li>
      ))}
    </ul>
  );
}

function LastRun({ source: { lastRun } }: { source: SourceItem }) {
  // Why the others saw nothing is said above.
  if (lastRun === null || lastRun.status === "failed" || lastRun.status === "held") return null;
  return (
    <p className="text-12 text-text-3">
      Last run <Time at={lastRun.startedAtMs} />: {runWords(lastRun)}
    </p>
  );
}

import { Chip } from "#components/ui/chip.tsx";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import { useNowMs } from "#components/use-now-ms.ts";
import type { SourceState } from "#lib/model/source-state.ts";
import { STATE_WORDS } from "./source-words.ts";

const TONES = {
  paused: "warning",
  running: "neutral",
  failing: "failed",
  held: "warning",
  due: "neutral",
  waiting: "outline",
} as const;

export function SourceStateChip({ state }: { state: SourceState }) {
  return (
    <Chip tone={TONES[state.kind]}>
      {state.kind === "failing" ? <OutcomeIcon outcome="failed" className="size-3" /> : null}
      {STATE_WORDS[state.kind]}
    </Chip>
  );
}

/** The state with its reason and when it goes on, as a sentence or two. */
export function SourceStateText({ state }: { state: SourceState }) {
  switch (state.kind) {
    case "paused":
      return (
        <>
          Paused since <Time at={state.sinceMs} />. Nothing is looked for or taken.
        </>
      );
    case "running":
      return (
        <>
          Looking since <Time at={state.sinceMs} />.
        </>
      );
    case "failing":
      return (
        <>
          <span className="text-out-failed">{state.message}</span> Failing since <Time at={state.sinceMs} />.{" "}
          <NextRun words="Next try" atMs={state.nextRunAtMs} />
        </>
      );
    case "held":
      return (
        <>
          {state.message} <NextRun words="Next look" atMs={state.nextRunAtMs} />
        </>
      );
    case "due":
      return "Its turn comes in a moment.";
    case "waiting":
      return <NextRun words="Next look" atMs={state.nextRunAtMs} />;
  }
}

function NextRun({ words, atMs }: { words: string; atMs: number | null }) {
  const nowMs = useNowMs();
  if (atMs === null) return `${words} when somebody asks for it.`;
  if (nowMs !== null && atMs <= nowMs) return `${words} in a moment.`;
  return (
    <>
      {words} <Time at={atMs} />.
    </>
  );
}

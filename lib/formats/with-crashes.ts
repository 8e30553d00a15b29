import { CRASH_MARKS, CRASHES, crashRecord } from "./crash-text.ts";
import type { Framing, LogFormat } from "./format.ts";

/** The format, which also reads what a program prints when it dies, between the records of its log. */
export function withCrashes(format: LogFormat): LogFormat {
  const { framing } = format;
  return {
    ...format,
    framing: typeof framing === "function" ? (settings) => aroundCrashes(framing(settings)) : aroundCrashes(framing),
    createParser(settings, state) {
      const parser = format.createParser(settings, state);
      return {
        parse: (piece) => crashRecord(piece.text) ?? parser.parse(piece),
        state: () => parser.state(),
      };
    },
  };
}

/** Makes a crash a piece of its own. */
function aroundCrashes(framing: Framing): Framing {
  if (framing.kind === "multi-line") return { ...framing, ...CRASH_MARKS };
  return framing.kind === "json" && framing.path === undefined ? { ...framing, groups: CRASHES } : framing;
}

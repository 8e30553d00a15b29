import { crashRecord } from "./crash-text.ts";
import type { LogFormat } from "./format.ts";

/** The format, which also reads what a program prints when it dies, between the records of its log. */
export function withCrashes(format: LogFormat): LogFormat {
  return {
    ...format,
    createParser(settings, state) {
      const parser = format.createParser(settings, state);
      return {
        parse: (piece) => crashRecord(piece.text) ?? parser.parse(piece),
        state: () => parser.state(),
      };
    },
  };
}

import { levelOfName } from "#lib/formats/level-names.ts";
import type { LineHeader } from "./line-header.ts";

const NEW =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z) (panic|error|warning|info|verbose|trivia) ([\w.-]{1,60})\[(\w{1,16})\] (?:\[([^\]]{0,200})\] )?/;
const OLD =
  /^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,6}) (\w{1,16}) (panic|error|warning|info|verbose|trivia) '([^']{0,100})'[^\]]{0,100}\] ?/;

/** The header of vSphere's vpxd and hostd: `time level name[thread] [Originator@... sub=...] text`, or bracketed before 5.5. */
export function vmwareHeader(line: string): LineHeader | null {
  const [whole, timeText = "", level = "", logger, thread, origin = ""] = NEW.exec(line) ?? [];
  if (whole !== undefined) {
    const sub = /\bsub=(\S+)/.exec(origin)?.[1];
    return headerOf({ timeText, level, logger: sub ?? logger, thread, bodyStart: whole.length });
  }
  const [old, oldTime = "", oldThread, oldLevel = "", oldLogger] = OLD.exec(line) ?? [];
  if (old === undefined) return null;
  return headerOf({ timeText: oldTime, level: oldLevel, logger: oldLogger, thread: oldThread, bodyStart: old.length });
}

function headerOf(parts: Omit<LineHeader, "severityNumber" | "isFull">): LineHeader {
  const { level } = parts;
  return { ...parts, severityNumber: levelOfName(level === "trivia" ? "trace" : level), isFull: true };
}

import { levelOfName } from "#lib/formats/level-names.ts";
import type { LineHeader } from "./line-header.ts";
import { vmwareHeader } from "./vmware-header.ts";

const TIME = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?`;
/** Ruby's Logger: `E, [time #pid] ERROR -- program: text`. */
const RUBY = new RegExp(
  String.raw`^[DIWEFA], \[(?<time>${TIME}) #(?<pid>\d{1,10})\] {1,2}(?<level>DEBUG|INFO|WARN|ERROR|FATAL|ANY) -- (?<logger>[^:\s]{0,100}): ?`,
);
/** PHP's Monolog, as Laravel and Symfony use it: `[time] channel.LEVEL: text`. */
const MONOLOG = new RegExp(
  String.raw`^\[(?<time>${TIME})\] (?<logger>[\w-]{1,60})\.(?<level>DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY): ?`,
);

/** The header of loggers whose parts do not stand in the way `readLineHeader` knows; null when a line has none. */
export function foreignHeader(line: string): LineHeader | null {
  return vmwareHeader(line) ?? readBy(RUBY, line) ?? readBy(MONOLOG, line);
}

function readBy(pattern: RegExp, line: string): LineHeader | null {
  const match = pattern.exec(line);
  const { time = "", level = "", logger = "", pid } = match?.groups ?? {};
  if (match === null) return null;
  return {
    timeText: time,
    level,
    severityNumber: levelOfName(level),
    logger: logger === "" ? undefined : logger,
    processId: pid === undefined ? undefined : Number(pid) % 2 ** 31,
    bodyStart: match[0].length,
    isFull: true,
  };
}

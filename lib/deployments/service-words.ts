import type { LogRecord } from "#lib/model/log-record.ts";

/** A process that ends because of an error says so in words like these, whatever level it has. */
const CRASH =
  /\b(?:out of memory|oom[- ]?kill|killed process \d|segmentation fault|segfault at|core dumped|kernel panic|panic: |fatal error: |uncaught exception|unhandled (?:exception|rejection|promise rejection)|terminated by signal|process crashed|crashloopbackoff|aborting due to|giving up, (?:exiting|shutting down)|exiting due to|shutting down (?:due to|because|after)|cannot continue|code=(?:exited|killed|dumped), status=(?!0\/|0\b)\d{1,3}|failed with result '(?!success)|main process exited, code=(?:killed|dumped)|exited with (?:code|status) (?!0\b)-?\d{1,10}|exit(?:ed|ing)? with (?:error|failure)|exit code:? (?!0\b)-?\d{1,10}$|application (?:startup|run) failed|server (?:process|terminated) .{0,60}(?:was terminated|abnormally))/i;
const RECOVERY =
  /\b(?:reconnected|re-?established|recovered|recovery (?:complete|succeeded)|back (?:online|up|to normal)|(?:retry|retries|attempt|try)\b.{0,40}\b(?:succeeded|successful|success|ok|worked)|(?:succeeded|successful|connected|worked|ok)\b.{0,20}\b(?:on|after|at) (?:the )?(?:retry|retries|attempt|second|third|\d{1,3})|resolved|restored|is (?:now )?(?:up|healthy|available)(?: again)?|healthy again|available again|failover (?:complete|succeeded))\b/i;
const START =
  /\b(?:listening (?:on|at)|server (?:is )?(?:started|running|listening)|started .{0,80} in [\d.]{1,10} ?(?:s|ms|seconds)|starting (?:up|server|service|application)|application started|startup complete|ready to accept connections|worker .{0,40}ready|^started\b)/i;
const MAYBE_CRASH =
  /exit|kill|memory|segf|segm|panic|fatal|uncaught|unhandled|crash|abort|shutting|terminated|failed with/i;

/** Formats whose levels say little about the end of a process. */
const UNGRADED = new Set(["plain", "syslog", "journald-json", "docker-json", "cri", "postgres"]);

/** One cheap look: whether a record that is no error could tell of a crash. */
export function mayMatter(record: LogRecord, format: string): boolean {
  if (record.severityNumber < 13 && !UNGRADED.has(format)) return false;
  return MAYBE_CRASH.test(record.body.length > 600 ? record.body.slice(0, 600) : record.body);
}

/** The process ended because of an error. */
export function isCrash(text: string): boolean {
  return CRASH.test(text);
}

/** The trouble before it is over. */
export function isRecovery(text: string): boolean {
  return RECOVERY.test(text);
}

/** The service starts anew: what was before belongs to an earlier run. */
export function isStart(text: string): boolean {
  return START.test(text);
}

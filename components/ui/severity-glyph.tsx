import { classNames } from "./class-names.ts";

type Level = "unspecified" | "trace" | "debug" | "info" | "warn" | "error" | "fatal";

const LETTERS: Record<Level, string> = {
  unspecified: "·",
  trace: "T",
  debug: "D",
  info: "I",
  warn: "W",
  error: "E",
  fatal: "F",
};
const WORDS: Record<Level, string> = {
  unspecified: "No level",
  trace: "Trace",
  debug: "Debug",
  info: "Info",
  warn: "Warning",
  error: "Error",
  fatal: "Fatal",
};
const LOOKS: Record<Level, string> = {
  unspecified: "text-text-3",
  trace: "text-sev-trace",
  debug: "text-sev-debug",
  info: "text-sev-info",
  warn: "bg-sev-warn-soft text-sev-warn inset-ring inset-ring-sev-warn-mark",
  error: "bg-sev-error text-surface-1",
  fatal: "bg-sev-fatal text-on-fatal outline-[1.5px] outline-offset-1 outline-sev-fatal",
};

/** One letter in a 16 px box: bare, outlined, solid or ringed, so that colour is never alone. */
export function SeverityGlyph({ level }: { level: Level }) {
  return (
    <span
      role="img"
      aria-label={WORDS[level]}
      title={WORDS[level]}
      className={classNames(
        "inline-block size-4 flex-none rounded-chip text-center font-mono text-11 leading-4 font-semibold",
        LOOKS[level],
      )}
    >
      {LETTERS[level]}
    </span>
  );
}

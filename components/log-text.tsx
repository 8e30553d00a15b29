import { type LogTextOptions, type LogTextPart, logTextParts } from "./log-text-parts.ts";

interface LogTextProps extends LogTextOptions {
  text: string;
}

/**
 * Text of a log. It is hostile: it is only ever text, never markup, and what can't be seen or would turn the direction
 * of the rest becomes a visible mark.
 */
export function LogText({ text, isOneLine, code }: LogTextProps) {
  return (
    <bdi dir="ltr">
      {logTextParts(text, { isOneLine, code }).map((part) => (
        <Part key={part.at} part={part} />
      ))}
    </bdi>
  );
}

const CODE =
  "bg-transparent font-semibold text-current underline decoration-sev-error-mark decoration-2 underline-offset-3";
const MARK = "mx-px rounded-chip bg-surface-3 px-0.5 text-text-2 inset-ring inset-ring-border-strong";

function Part({ part }: { part: LogTextPart }) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <mark className={CODE}>{part.text}</mark>;
    case "break":
      return (
        <span title={part.title} className="px-0.5 text-text-3">
          {part.text}
        </span>
      );
    case "mark":
      return (
        <span title={part.title} className={MARK}>
          {part.text}
        </span>
      );
  }
}

import { CodeTrigger } from "./code-popover.tsx";
import { type LogTextOptions, type LogTextPart, logTextParts } from "./log-text-parts.ts";

interface LogTextProps extends Omit<LogTextOptions, "hasCodes"> {
  text: string;
  /** Lets every code say what it means. Not inside links and buttons, which can't hold another control. */
  explain?: ExplainCodes;
}

export interface ExplainCodes {
  /** Id of the log's format: numbers mean different things in different logs. */
  format: string | null;
  /** False in a grid, whose rows are walked instead. */
  isTabStop?: boolean;
}

/**
 * Text of a log. It is hostile: it is only ever text, never markup, and what can't be seen or would turn the direction
 * of the rest becomes a visible mark.
 */
export function LogText({ text, isOneLine, code, explain }: LogTextProps) {
  return (
    <bdi dir="ltr">
      {logTextParts(text, { isOneLine, code, hasCodes: explain !== undefined }).map((part) => (
        <Part key={part.at} part={part} explain={explain} />
      ))}
    </bdi>
  );
}

const EMPHASISED =
  "bg-transparent font-semibold text-current underline decoration-sev-error-mark decoration-2 underline-offset-3";
const OTHER = "bg-transparent text-current underline decoration-text-3 decoration-dotted underline-offset-3";
const REDACTED = "mx-px rounded-chip bg-text-3 px-1 whitespace-nowrap text-surface-1";
const MARK = "mx-px rounded-chip bg-surface-3 px-0.5 text-text-2 inset-ring inset-ring-border-strong";

function Part({ part, explain }: { part: LogTextPart; explain: ExplainCodes | undefined }) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <CodeMark part={part} explain={explain} />;
    case "redacted":
      return <span className={REDACTED}>redacted: {part.rule}</span>;
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

function CodeMark({
  part,
  explain,
}: {
  part: Extract<LogTextPart, { kind: "code" }>;
  explain: ExplainCodes | undefined;
}) {
  const { text, isEmphasised, codeKind } = part;
  const look = isEmphasised ? EMPHASISED : OTHER;
  if (!explain) return <mark className={look}>{text}</mark>;
  return (
    <mark className={look}>
      <CodeTrigger
        code={text}
        context={{ format: explain.format, kind: codeKind }}
        isTabStop={explain.isTabStop}
        className="cursor-help rounded-chip"
      >
        {text}
      </CodeTrigger>
    </mark>
  );
}

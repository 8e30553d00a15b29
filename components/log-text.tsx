import { type LogTextOptions, logTextParts } from "./log-text-parts.ts";

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
      {logTextParts(text, { isOneLine, code }).map((part, index) => {
        // Parts never move: their place in the text is their identity.
        const key = `${index}`;
        switch (part.kind) {
          case "text":
            return <span key={key}>{part.text}</span>;
          case "code":
            return (
              <mark
                key={key}
                className="bg-transparent font-semibold text-current underline decoration-sev-error-mark decoration-2 underline-offset-3"
              >
                {part.text}
              </mark>
            );
          case "mark":
          case "break":
            return (
              <span
                key={key}
                title={part.title}
                className={
                  part.kind === "break"
                    ? "px-0.5 text-text-3"
                    : "mx-px rounded-chip bg-surface-3 px-0.5 text-text-2 inset-ring inset-ring-border-strong"
                }
              >
                {part.text}
              </span>
            );
        }
      })}
    </bdi>
  );
}

import { LogText } from "./log-text.tsx";

const VARIABLE = "<*>";

/** The template of a pattern: what its lines share as text, what differs from line to line as a mark. */
export function PatternText({ template }: { template: string }) {
  return (
    <>
      {partsOf(template).map(({ at, text }) =>
        text === VARIABLE ? (
          <span
            key={at}
            title="Differs from line to line"
            className="mx-px rounded-chip bg-surface-3 px-1 text-text-2 inset-ring inset-ring-border-strong"
          >
            <span aria-hidden="true">*</span>
            <span className="sr-only">(variable)</span>
          </span>
        ) : (
          <LogText key={at} text={text} isOneLine />
        ),
      )}
    </>
  );
}

/** Text and variables in turn, each with its place: what React needs to tell them apart. */
function partsOf(template: string): { at: number; text: string }[] {
  const parts: { at: number; text: string }[] = [];
  let at = 0;
  for (const text of template.split(/(<\*>)/)) {
    if (text !== "") parts.push({ at, text });
    at += text.length;
  }
  return parts;
}

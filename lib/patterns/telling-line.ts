/** Characters of the further lines that are looked through. */
const MAX_SEARCHED_CHARS = 4000;
const MAX_LINES = 60;
const FAILURE = /error|fail|exception|denied|cannot|fatal/i;
const STACK_FRAME = /^\s*(?:at |File "|in |\.\.\. )/;

/** The first line from `start` on that tells of a failure, of a text whose first line does not say it all; else null. */
export function tellingLine(text: string, start: number): string | null {
  const end = Math.min(text.length, start + MAX_SEARCHED_CHARS);
  for (let at = start, lines = 0; at < end && lines < MAX_LINES; lines++) {
    const newline = text.indexOf("\n", at);
    const lineEnd = newline === -1 || newline > end ? end : newline;
    const line = text.slice(at, lineEnd);
    if (FAILURE.test(line) && !STACK_FRAME.test(line)) return line;
    at = lineEnd + 1;
  }
  return null;
}

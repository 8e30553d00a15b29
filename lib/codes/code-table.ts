import type { CodeMeaning, CodeRole } from "./code-meaning.ts";

/** What a table says about one code; `value` is its unsigned number. */
export interface CodeRow extends Omit<CodeMeaning, "code" | "source"> {
  value: number;
}

/**
 * Reads a table of codes, one a line: `code | symbolic name | title | meaning | what to check | role`, "-" for none.
 * Text, because a line each is how such a table can be read and kept in order.
 */
export function codeTable(text: string): readonly CodeRow[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [code = "", name = "", title = "", meaning = "", check = "", role = ""] = line.split(" | ");
      return {
        value: Number(code),
        name: name === "-" ? null : name,
        title,
        meaning,
        check: check === "-" ? null : check,
        role: roleOf(role, line),
      };
    });
}

function roleOf(role: string, line: string): CodeRole {
  if (role === "cause" || role === "result" || role === "either") return role;
  throw new Error(`Not a row of a table of codes: ${line}`);
}

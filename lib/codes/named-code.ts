import type { CodeMeaning } from "./code-meaning.ts";
import type { CodeNames } from "./code-names.ts";
import { describeCode } from "./code-rules.ts";
import { codeValue, usualCode } from "./code-value.ts";

/** A code of which only its name and what its parts tell is known; null when it has no name either. */
export function namedCode(code: string, names: CodeNames): CodeMeaning | null {
  const value = codeValue(code);
  const name = value === null ? null : (names.nameOf(value) ?? wrappedName(value, names));
  return value === null || name === null ? null : meaningOfName(value, name);
}

/** What a name and its number say by themselves. */
export function meaningOfName(value: number, name: string): CodeMeaning {
  const code = usualCode(String(value));
  return {
    code,
    name,
    title: spoken(name),
    meaning: describeCode(code) ?? "A code of Windows.",
    check: null,
    role: "either",
    source: "Windows",
  };
}

function wrappedName(value: number, names: CodeNames): string | null {
  return value >>> 16 === 0x8007 ? names.nameOf(value & 0xffff) : null;
}

/** ERROR_BAD_COMMAND: "Bad command". */
function spoken(name: string): string {
  const words = name
    .replace(/^(?:ERROR|STATUS|E|[A-Z]{1,10}_[EISW])_/, "")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

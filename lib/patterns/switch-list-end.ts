import { kindOf, WORD } from "./character-kinds.ts";
import { isSwitchWord } from "./variable-word.ts";

const LONGEST_SWITCH_WORD = 5;

/**
 * Where "on off off" ends, `at` standing behind its first word; `at` itself when it is the only one: a list of states
 * is one value, a single one is part of the text.
 */
export function switchListEnd(text: string, at: number, end: number): number {
  let listEnd = at;
  for (;;) {
    let i = listEnd + 1;
    while (i < end && i <= listEnd + LONGEST_SWITCH_WORD + 1 && (kindOf(text.charCodeAt(i)) & WORD) !== 0) i++;
    if (!isSwitchWord(text.slice(listEnd + 1, i))) return listEnd;
    listEnd = i;
  }
}

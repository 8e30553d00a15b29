/** Flags of what a character may be part of. */
export const WORD = 1;
export const DIGIT = 2;
export const HEX = 4;
/** Stands between the values of a list. */
export const GLUE = 8;
export const BLANK = 16;
/** Ends a path and the value of a key. */
export const VALUE_END = 32;

export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const BACKSLASH = 92;

const KINDS = kinds();

/** The flags of a UTF-16 code unit. Beyond ASCII all are letters. */
export function kindOf(code: number): number {
  return code < 128 ? (KINDS[code] ?? 0) : code >= 128 ? WORD : 0;
}

function kinds(): Uint8Array {
  const table = new Uint8Array(128);
  const add = (characters: string, flag: number) => {
    for (const character of characters) {
      const code = character.charCodeAt(0);
      table[code] = (table[code] ?? 0) | flag;
    }
  };
  add("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-$#%+*!?&~^@", WORD);
  add("0123456789", DIGIT);
  add("0123456789abcdefABCDEF", HEX);
  add(" \t\r,:./-_#;+*\\", GLUE);
  add(" \t\r", BLANK);
  add(" \t\r,;\"'()[]{}<>|`", VALUE_END);
  return table;
}

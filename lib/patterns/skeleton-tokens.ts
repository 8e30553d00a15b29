const TOKEN = /<\*>|[\p{L}\p{N}_$.@%+~^&!?*#-]+|[^\p{L}\p{N}_$.@%+~^&!?*#-]/gu;

/** The words, variables and delimiters of a skeleton; joined they are the skeleton again. */
export function skeletonTokens(skeleton: string): string[] {
  return skeleton.match(TOKEN) ?? [];
}

/** Whether a token is a word of the text: no variable, no delimiter. */
export function isWord(token: string): boolean {
  for (let i = 0; i < token.length; i++) {
    const code = token.charCodeAt(i);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return true;
    if (code >= 128) return LETTER.test(token);
  }
  return false;
}

const LETTER = /\p{L}/u;

/** A stretch of text that a rule found, in code units. */
export interface Span {
  start: number;
  end: number;
}

/** A pattern whose first group (with the flag `d`, else the whole match) is what is found. */
interface SecretPattern {
  /** Cheap: when it is in no stretch of text, neither is the pattern. */
  hint: RegExp;
  pattern: RegExp;
  /** Refuses what only looks like it. */
  isSecret?(value: string): boolean;
}

// Quantifiers have limits or exclude what follows them, so that hostile text costs no more than other text.
const QUOTE = String.raw`\\{0,3}["']`;
const VALUE = String.raw`[^\s"'&;,<>|(){}\[\]\\]{1,512}`;
const QUOTED = String.raw`[^"'\r\n\\]{1,512}`;

/** Passwords where the words before them say that they are: command lines, settings, connection strings, addresses. */
const PASSWORDS: readonly SecretPattern[] = [
  {
    hint: /pass|pwd/i,
    pattern: new RegExp(
      String.raw`(?:password|passwd|passphrase|passcode|pwd)(?:${QUOTE})?[ \t]{0,2}[:=][ \t]{0,2}(?:${QUOTE}(?<quoted>${QUOTED})|(?<bare>${VALUE}))`,
      "dgi",
    ),
    isSecret: isPasswordLike,
  },
  {
    hint: /[-/]p/i,
    pattern: new RegExp(
      String.raw`(?<![\w/-])(?:--?|/)(?:password|passwd|passphrase|pass|pwd|pw)[ \t]{1,4}(?:${QUOTE}(?<quoted>${QUOTED})|(?<bare>[^\s"'-][^\s"']{0,255}))`,
      "dgi",
    ),
    isSecret: isPasswordLike,
  },
  { hint: /-u/i, pattern: /\s-u[ \t]{1,4}\S{1,128}[ \t]{1,4}-p[ \t]{0,4}(?<bare>[^\s"'-][^\s"']{0,255})/dgi },
  {
    hint: /net1?(?:\.exe)? user/i,
    pattern: /\bnet1?(?:\.exe)? user[ \t]+\S{1,128}[ \t]+(?<bare>[^\s/][^\s]{0,127})/dgi,
  },
  { hint: /:\/\//, pattern: /:\/\/[^\s/:@"'<>]{1,128}:(?<bare>[^\s/@"'<>]{1,128})@/dg },
  {
    hint: /securestring/i,
    pattern: /ConvertTo-SecureString[ \t]+(?:-String[ \t]+)?\\{0,3}["'](?<bare>[^"'\r\n\\]{1,256})/dgi,
  },
];

/** Keys, tokens and sessions, by their own shape or by the name before them. */
const TOKENS: readonly SecretPattern[] = [
  { hint: /eyJ/, pattern: /\beyJ[\w-]{8,4096}\.[\w-]{4,4096}(?:\.[\w-]{0,4096}){0,3}/dg },
  {
    hint: /bearer |basic |negotiate |apikey |token /i,
    pattern: /\b(?:bearer|basic|negotiate|apikey|token) (?<bare>[\w.~+/=-]{12,4096})/dgi,
    isSecret: isKeyLike,
  },
  {
    hint: /token|secret|api.?key|authorization/i,
    pattern: new RegExp(
      String.raw`(?<![a-z])(?:(?:access|refresh|id|auth|sas|api|session|csrf|xsrf)[_-]?)?(?:token|secret|api[_-]?key|x-api-key|client[_-]?secret|authorization)(?:${QUOTE})?[ \t]{0,2}[:=][ \t]{0,2}(?:${QUOTE}(?<quoted>${QUOTED})|(?<bare>${VALUE}))`,
      "dgi",
    ),
    isSecret: isKeyLike,
  },
  {
    hint: /cookie/i,
    pattern:
      /cookie\\{0,3}["']?[ \t]{0,2}[:=][ \t]{0,2}(?:\\{0,3}["'](?<quoted>[^"'\r\n\\]{6,4096})|(?<bare>[\w.%-]{1,64}=[^\r\n"']{6,4096}))/dgi,
  },
  {
    hint: /[?&](?:sig|key|code|token)=/i,
    pattern: /[?&](?:sig|key|code|token)=(?<bare>[^\s&"'<>#\\]{12,1024})/dgi,
    isSecret: isKeyLike,
  },
  { hint: /A(?:KI|SI)A/, pattern: /\bA(?:KI|SI)A[0-9A-Z]{16}\b/dg },
  { hint: /gh[opsru]_|github_pat_|glpat-|npm_/, pattern: /\b(?:gh[opsru]_|github_pat_|glpat-|npm_)[\w-]{20,255}/dg },
  { hint: /xox/, pattern: /\bxox[abeoprs]-[\w-]{10,255}/dg },
  { hint: /sk[-_]/, pattern: /\bsk[-_](?:live_|test_|ant-|proj-)?[\w-]{20,255}/dg },
  { hint: /AIza/, pattern: /\bAIza[\w-]{35}/dg },
  { hint: /PRIVATE KEY/, pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?<bare>[^-]{1,16000})/dg },
];

/** Where passwords stand in a text. */
export function findPasswords(text: string): Span[] {
  return PASSWORDS.flatMap((secret) => spansOf(text, secret));
}

/** Where tokens, keys and sessions stand in a text. */
export function findTokens(text: string): Span[] {
  return TOKENS.flatMap((secret) => spansOf(text, secret));
}

function spansOf(text: string, { hint, pattern, isSecret }: SecretPattern): Span[] {
  if (!hint.test(text)) return [];
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const groups = match.indices?.groups;
    const [start, end] = groups?.quoted ?? groups?.bare ?? match.indices?.[0] ?? [0, 0];
    if (end > start && (isSecret?.(text.slice(start, end)) ?? true)) spans.push({ start, end });
  }
  return spans;
}

/** Not a word of prose, no placeholder, and not hidden by the writer already. */
function isPasswordLike(value: string): boolean {
  return (
    !/^[*•x.]+$/i.test(value) &&
    !/^\(?(?:null|none|empty|not|is|was|required|expired|policy|true|false|n\/a)\b/i.test(value)
  );
}

/** Long enough and with the mixture that words don't have. */
function isKeyLike(value: string): boolean {
  return value.length >= 8 && /\d/.test(value) && !/^[*•.]+$/.test(value) && !/^0x[0-9a-f]{1,16}$/i.test(value);
}

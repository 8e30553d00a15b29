/** A stretch of text that a rule found, in code units. */
export interface Span {
  start: number;
  end: number;
}

/** A pattern whose first group (with the flag `d`, else the whole match) is what is found. */
interface SecretPattern {
  /** One of these stands in whatever the pattern matches, in any case: three characters or more. */
  keywords: readonly string[];
  pattern: RegExp;
  /** Refuses what only looks like it. */
  isSecret?(value: string): boolean;
}

// Quantifiers have limits or exclude what follows them, so that hostile text costs no more than other text.
const QUOTE = String.raw`\\{0,3}["']`;
const VALUE = String.raw`[^\s"'&;,<>|(){}\[\]\\]{1,512}`;
const QUOTED = String.raw`[^"'\r\n\\]{1,512}`;
/** What follows a name, with its value: `=b`, `": "b"`, `>b</`, `">b</`, `","value":"b"`. */
const NAMED_VALUE = `(?:${[
  String.raw`(?:${QUOTE})?[ \t]{0,2}[:=][ \t]{0,2}(?:${QUOTE}(?<quoted>${QUOTED})|(?<bare>${VALUE}))`,
  String.raw`["']?>(?:\s{0,40}<value>)?(?<element>[^<>\r\n]{1,512})(?=</)`,
  String.raw`${QUOTE}\s{0,40},\s{0,40}${QUOTE}value${QUOTE}\s{0,4}:\s{0,4}(?:\{\s{0,40}${QUOTE}stringValue${QUOTE}\s{0,4}:\s{0,4})?${QUOTE}(?<value>${QUOTED})`,
].join("|")})`;

/** Passwords where the words before them say that they are: command lines, settings, connection strings, addresses. */
const PASSWORDS: readonly SecretPattern[] = [
  {
    keywords: ["passw", "passp", "passc", "pwd"],
    pattern: new RegExp(`(?:password|passwd|passphrase|passcode|pwd)${NAMED_VALUE}`, "dgi"),
    isSecret: isPasswordLike,
  },
  {
    keywords: ["-pass", "/pass", "-pwd", "/pwd", "-pw ", "/pw "],
    pattern: new RegExp(
      String.raw`(?<![\w/-])(?:--?|/)(?:password|passwd|passphrase|pass|pwd|pw)[ \t]{1,4}(?:${QUOTE}(?<quoted>${QUOTED})|(?<bare>[^\s"'-][^\s"']{0,255}))`,
      "dgi",
    ),
    isSecret: isPasswordLike,
  },
  { keywords: [" -p"], pattern: /\s-u[ \t]{1,4}\S{1,128}[ \t]{1,4}-p[ \t]{0,4}(?<bare>[^\s"'-][^\s"']{0,255})/dgi },
  {
    keywords: ["net user", "net1 user", "net.exe user", "net1.exe user"],
    pattern: /\bnet1?(?:\.exe)? user[ \t]+\S{1,128}[ \t]+(?<bare>[^\s/][^\s]{0,127})/dgi,
  },
  { keywords: ["://"], pattern: /:\/\/[^\s/:@"'<>]{1,128}:(?<bare>[^\s/@"'<>]{1,128})@/dg },
  {
    keywords: ["securestring"],
    pattern: /ConvertTo-SecureString[ \t]+(?:-String[ \t]+)?\\{0,3}["'](?<bare>[^"'\r\n\\]{1,256})/dgi,
  },
];

/** Keys, tokens and sessions, by their own shape or by the name before them. */
const TOKENS: readonly SecretPattern[] = [
  { keywords: ["eyj"], pattern: /\beyJ[\w-]{8,4096}\.[\w-]{4,4096}(?:\.[\w-]{0,4096}){0,3}/dg },
  {
    keywords: ["bearer ", "basic ", "negotiate ", "apikey ", "token "],
    pattern: /\b(?:bearer|basic|negotiate|apikey|token) (?<bare>[\w.~+/=-]{12,4096})/dgi,
    isSecret: isKeyLike,
  },
  {
    keywords: ["token", "secret", "apikey", "api-key", "api_key", "authorization"],
    pattern: new RegExp(
      `(?<![a-z])(?:(?:access|refresh|id|auth|sas|api|session|csrf|xsrf)[_-]?)?(?:token|secret|api[_-]?key|x-api-key|client[_-]?secret|authorization)${NAMED_VALUE}`,
      "dgi",
    ),
    isSecret: isKeyLike,
  },
  {
    keywords: ["cookie"],
    pattern:
      /cookie\\{0,3}["']?[ \t]{0,2}[:=][ \t]{0,2}(?:\\{0,3}["'](?<quoted>[^"'\r\n\\]{6,4096})|(?<bare>[\w.%-]{1,64}=[^\r\n"']{6,4096}))/dgi,
  },
  {
    keywords: ["?sig=", "&sig=", "?key=", "&key="],
    pattern: /[?&](?:sig|key)=(?<bare>[^\s&"'<>#\\]{12,1024})/dgi,
    isSecret: isKeyLike,
  },
  { keywords: ["akia", "asia"], pattern: /\bA(?:KI|SI)A[0-9A-Z]{16}\b/dg },
  {
    keywords: ["gho_", "ghp_", "ghs_", "ghr_", "ghu_", "github_pat_", "glpat-", "npm_"],
    pattern: /\b(?:gh[opsru]_|github_pat_|glpat-|npm_)[\w-]{20,255}/dg,
  },
  { keywords: ["xox"], pattern: /\bxox[abeoprs]-[\w-]{10,255}/dg },
  { keywords: ["sk-", "sk_"], pattern: /\bsk[-_](?:live_|test_|ant-|proj-)?[\w-]{20,255}/dg },
  { keywords: ["aiza"], pattern: /\bAIza[\w-]{35}/dg },
  { keywords: ["private key"], pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?<bare>[^-]{1,16000})/dg },
];

/** Knows which of the keywords a text holds; null = not looked at. */
export type PresentKeywords = ReadonlySet<string> | null;

/** All keywords of passwords and tokens, to be looked for in one pass. */
export const SECRET_KEYWORDS: readonly string[] = [
  ...new Set([...PASSWORDS, ...TOKENS].flatMap(({ keywords }) => keywords)),
];

/** Whether a name can be what makes its value a secret. */
export function mayNameSecret(name: string): boolean {
  const lower = name.toLowerCase();
  return SECRET_KEYWORDS.some((keyword) => lower.includes(keyword));
}

/** Where passwords stand in a text. */
export function findPasswords(text: string, present: PresentKeywords = null): Span[] {
  return spansOf(text, PASSWORDS, present);
}

/** Where tokens, keys and sessions stand in a text. */
export function findTokens(text: string, present: PresentKeywords = null): Span[] {
  return spansOf(text, TOKENS, present);
}

function spansOf(text: string, secrets: readonly SecretPattern[], present: PresentKeywords): Span[] {
  const spans: Span[] = [];
  for (const { keywords, pattern, isSecret } of secrets) {
    if (present !== null && !keywords.some((keyword) => present.has(keyword))) continue;
    for (const match of text.matchAll(pattern)) {
      const groups = match.indices?.groups;
      const [start, end] = groups?.quoted ??
        groups?.bare ??
        groups?.element ??
        groups?.value ??
        match.indices?.[0] ?? [0, 0];
      if (end > start && (isSecret?.(text.slice(start, end)) ?? true)) spans.push({ start, end });
    }
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

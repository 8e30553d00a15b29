const HOST_ENDINGS = new Set(
  "com net org edu gov mil info biz local localdomain lan corp internal intra home cn hk de uk jp fr ru tw kr us eu ch at nl".split(
    " ",
  ),
);
const FILE_ENDINGS = new Set(
  "log txt exe dll xml json conf cfg ini msi msp cab tmp dat bin jar war plist sys inf cat png jpg zip gz tar mum manifest pid sock db bak properties yml yaml csv ps1 bat cmd pdf html".split(
    " ",
  ),
);
const REVERSED_DOMAINS = new Set("com org net io edu gov".split(" "));
const CALENDAR = new Set(
  "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun January February March April June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(
    " ",
  ),
);
const UNITS = new Set(
  "ms us ns s sec secs msec msecs min mins h hrs KB MB GB TB kB KiB MiB GiB B/s AM PM am pm UTC GMT CST PDT PST EST EDT CET CEST".split(
    " ",
  ),
);

/**
 * Whether a word with digits, dots or an at sign is a value rather than part of the text. `digits` = how many it has.
 * Names keep a single digit that belongs to them (IPv4, md5sum); names of classes and errors stay, host names go.
 */
export function isVariableWord(word: string, digits: number): boolean {
  if (digits > 1) return true;
  if (digits === 1) return !isNameWithDigit(word);
  const at = word.indexOf("@");
  if (at > 0 && at < word.length - 1) return true;
  return isDottedName(word);
}

/** A month or a day of the week, as dates name them. */
export function isCalendarWord(word: string): boolean {
  return CALENDAR.has(word);
}

/** A state that stands in lists of states. */
export function isSwitchWord(word: string): boolean {
  return word === "on" || word === "off" || word === "true" || word === "false" || word === "yes" || word === "no";
}

/** A value that was left out: "****". */
export function isBlanked(word: string): boolean {
  return word.length > 1 && word.charCodeAt(0) === 42 && word.charCodeAt(word.length - 1) === 42;
}

/** A unit or a zone that belongs to the number before it. */
export function isUnitWord(word: string): boolean {
  return word.length <= 5 && UNITS.has(word);
}

/** One digit directly behind a letter, in a word of at least two letters. */
function isNameWithDigit(word: string): boolean {
  let letters = 0;
  let isBehindLetter = false;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (isLetter(code)) letters++;
    else if (code >= 48 && code <= 57) isBehindLetter = i > 0 && isLetter(word.charCodeAt(i - 1));
  }
  return isBehindLetter && letters >= 2 && !isDottedName(word);
}

function isDottedName(word: string): boolean {
  let end = word.length;
  while (end > 0 && isSentenceMark(word.charCodeAt(end - 1))) end--;
  const parts = word.slice(0, end).split(".");
  if (parts.length < 2 || parts.some((part) => part === "")) return false;
  const last = parts[parts.length - 1] ?? "";
  if (parts.length === 2) return HOST_ENDINGS.has(last) || FILE_ENDINGS.has(last.toLowerCase());
  if (FILE_ENDINGS.has(last.toLowerCase()) || HOST_ENDINGS.has(last)) return true;
  if (REVERSED_DOMAINS.has(parts[0] ?? "")) return !isErrorName(last);
  return !parts.some((part) => isUpper(part.charCodeAt(0)));
}

/** The class of an error says what went wrong: part of the text. */
function isErrorName(name: string): boolean {
  return name.endsWith("Exception") || name.endsWith("Error");
}

function isSentenceMark(code: number): boolean {
  return code === 46 || code === 33 || code === 63;
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isLetter(code: number): boolean {
  return isUpper(code) || (code >= 97 && code <= 122);
}

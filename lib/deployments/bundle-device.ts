/** Words that say what an archive is, not where it comes from. */
const NOT_A_NAME =
  /^(?:cab|diag|diags|diagnostics?|diaglogs|export|intune|log|logs|mdm|report|bundle|support|collect|files?)$/i;
/** NetBIOS: at most 15 characters. */
const DEVICE = /^(?=.{4,15}$)(?=.*\d\d)[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+$/;

/**
 * The device that an archive's name tells ("DiagLogs-FIN-LT-0147.zip"), for collections of one device; null when the
 * name tells none for sure.
 */
export function bundleDevice(fileName: string): string | null {
  const last = fileName.split(/[\\/]/).at(-1) ?? "";
  const stem = last.replace(/(?:\.(?:zip|tar|tgz|gz|zst|bz2|xz))+$/i, "");
  const parts = stem.split(/[_ ()[\]]+/).flatMap((part) => withoutWords(part));
  const found = [...new Set(parts.filter((part) => DEVICE.test(part)))];
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Takes off words and dates at either end: "DiagLogs-FIN-LT-0147-20260302" is about FIN-LT-0147. */
function withoutWords(part: string): string[] {
  const words = part.split("-");
  const isName = (word: string) => !NOT_A_NAME.test(word) && !/^\d{6,14}[TZ]?\d*Z?$/.test(word);
  const start = words.findIndex(isName);
  const end = words.findLastIndex(isName);
  const name = words.slice(Math.max(0, start), end + 1).join("-");
  return start < 0 || /^\d{4}-\d{2}/.test(name) ? [] : [name];
}

/**
 * Code pages that logs are told to be in by their content alone; ids are labels of the WHATWG Encoding standard, whose
 * decoders read them, except `ibm850` and `ibm852`, which consoles of Windows still write.
 */
export const CODE_PAGE_NAMES = {
  "windows-1252": "Windows-1252",
  "windows-1250": "Windows-1250",
  "windows-1251": "Windows-1251",
  "windows-1253": "Windows-1253",
  "windows-1254": "Windows-1254",
  "windows-1255": "Windows-1255",
  "windows-1256": "Windows-1256",
  "windows-1257": "Windows-1257",
  "windows-874": "Windows-874",
  ibm850: "CP850",
  ibm852: "CP852",
  ibm866: "CP866",
  "koi8-u": "KOI8-U",
  "iso-8859-2": "ISO-8859-2",
  shift_jis: "Shift_JIS",
  "euc-jp": "EUC-JP",
  gb18030: "GB18030",
  big5: "Big5",
  "euc-kr": "EUC-KR",
} as const;

export type CodePage = keyof typeof CODE_PAGE_NAMES;

export function isCodePage(encoding: string): encoding is CodePage {
  return Object.hasOwn(CODE_PAGE_NAMES, encoding);
}

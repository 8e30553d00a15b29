/** One number a header of the Windows API gives a name to. */
export interface HeaderCode {
  name: string;
  /** Unsigned, 32 bits. */
  value: number;
}

const NOTICE = "placed in the Public Domain";
const DEFINE =
  /^[ \t]*#define[ \t]+([A-Z][A-Za-z0-9_]{2,80})[ \t]+(?:_HRESULT_TYPEDEF_\(|_NDIS_ERROR_TYPEDEF_\(|__MSABI_LONG\(|\(\((?:HRESULT|NTSTATUS|DWORD)\)[ \t]*)?(0x[0-9A-Fa-f]{1,8}|\d{1,10})[LlUu]{0,2}\){0,2}[ \t]*(?:\/[*/].*)?$/;
/** Constants of the same files that are no codes: facilities, masks, bases and guards. */
const NO_CODE =
  /^(?:FACILITY_|SEVERITY_|NO_ERROR$|_|APPLICATION_ERROR_MASK|ERROR_SEVERITY_|.*BASE$|.*_LAST$|.*_FIRST$)/;

/**
 * The codes of a header, in its order. Throws when the file does not say that it is in the public domain: only then may
 * its names go into this project.
 */
export function readHeader(text: string, isCode: (name: string) => boolean): HeaderCode[] {
  if (!text.includes(NOTICE)) throw new Error("This header does not say that it is in the public domain.");
  const codes: HeaderCode[] = [];
  for (const line of text.split(/\r?\n/)) {
    const match = DEFINE.exec(line);
    const name = match?.[1] ?? "";
    const value = Number(match?.[2]);
    if (!Number.isInteger(value) || value > 0xffffffff) continue;
    if (!NO_CODE.test(name) && isCode(name)) codes.push({ name, value });
  }
  return codes;
}

/** One name a number, the first of the header, in the order of the numbers. */
export function byNumber(codes: readonly HeaderCode[]): HeaderCode[] {
  const first = new Map<number, HeaderCode>();
  for (const code of codes) if (!first.has(code.value)) first.set(code.value, code);
  return [...first.values()].sort((one, other) => one.value - other.value);
}

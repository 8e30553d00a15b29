/** From here on a number is a failed HRESULT or an NTSTATUS. */
export const FIRST_HRESULT = 0x80000000;

/** The unsigned number of a code as written, or null when it is none of 32 bits. */
export function codeValue(code: string): number | null {
  const text = code.trim();
  // Written without 0x; as a decimal number no program returns any of these.
  if (/^[8cde][0-9a-f]{7}$/i.test(text)) return Number(`0x${text}`);
  if (!/^(?:0x[0-9a-f]{1,8}|-?\d{1,10})$/i.test(text)) return null;
  const value = Number(text);
  if (value < -(2 ** 31) || value >= 2 ** 32) return null;
  return value < 0 ? value + 2 ** 32 : value;
}

/** A code as people look it up, the same for every way to write it: "1603", "0x80070534"; what is no number as it is. */
export function usualCode(code: string): string {
  const value = codeValue(code);
  if (value === null) return code.trim();
  return value > 0xffff ? hexText(value) : String(value);
}

/** 0x and eight capital digits. */
export function hexText(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, "0")}`;
}

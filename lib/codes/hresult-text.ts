/** A HRESULT that a log writes as a number ("2149056555", "-2145910741") as people look it up: "0x8018002b"; others as they are. */
export function hresultText(text: string): string {
  if (!/^-?\d{10}$/.test(text)) return text;
  const value = Number(text) < 0 ? Number(text) + 2 ** 32 : Number(text);
  return value >= 2 ** 31 && value < 2 ** 32 ? `0x${value.toString(16)}` : text;
}

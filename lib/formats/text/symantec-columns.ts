/**
 * Columns of Symantec AntiVirus' and Endpoint Protection's client logs (AV Man), which have no heading. Facts: Symantec's
 * knowledge base, "Interpreting Log Files".
 */
export const SYMANTEC_COLUMNS: readonly string[] =
  "Time,Event number,Category,Logger,Computer,User,Virus,File,Wanted action 1,Wanted action 2,Real action,Virus type,Flags,Description,Scan id,New extension,Group id,Event data,Virus bin id,Virus id,Quarantine forward status,Access,SND status,Compressed,Depth,Still infected,Definition info,Definition sequence,Clean info,Delete info,Backup id,Parent,GUID,Client group,Address,Domain name,NT domain,MAC address,Version,Remote machine,Remote machine IP,Action 1 status,Action 2 status,License feature name,License feature version,License serial number,License fulfillment id,License start,License expiration,License lifecycle,License seats total,License seats,Error code,License seats delta,Status,Domain GUID,Session GUID,Virus scan session,Login domain,Event data 2".split(
    ",",
  );

/** Six octets in hexadecimal: years since 1970, month from 0, day, hour, minute, second. */
const TIME = /^[0-9A-F]{12}$/i;

/** True for a row of such a log: its hexadecimal time, a number, and many more columns. */
export function isSymantecRow(fields: readonly string[]): boolean {
  return fields.length >= 20 && TIME.test(fields[0] ?? "") && /^\d{1,3}$/.test(fields[1] ?? "");
}

/** The parts of a Symantec time, or null when it is none. */
export function symantecTime(text: string) {
  if (!TIME.test(text)) return null;
  const octet = (index: number) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  return {
    year: 1970 + octet(0),
    month: octet(1) + 1,
    day: octet(2),
    hour: octet(3),
    minute: octet(4),
    second: octet(5),
  };
}

/** True for the start of a Windows event log (EVTX), also when its header is damaged or was cut off. */
export function isEvtx(head: Uint8Array): boolean {
  return (
    bytesAt(head, 0, EVTX_MAGIC) ||
    bytesAt(head, 0, EVTX_CHUNK_MAGIC) ||
    bytesAt(head, EVTX_HEADER_BYTES, EVTX_CHUNK_MAGIC)
  );
}

/** "ElfFile\0", of the file. */
export const EVTX_MAGIC: readonly number[] = [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0];
/** "ElfChnk\0", of each of its chunks. */
export const EVTX_CHUNK_MAGIC: readonly number[] = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0];
export const EVTX_HEADER_BYTES = 4096;

export function bytesAt(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

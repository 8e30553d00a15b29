import type { Framer } from "./framer.ts";

/** Content that is no text: kept in pieces of the greatest size, each a reject. */
export const frameBinary: Framer = (block, _state, room) => {
  const { bytes } = block;
  if (bytes.length <= room.maxPieceBytes && !room.isLast) return { pieces: [], state: null };
  const endByte = Math.min(bytes.length, room.maxPieceBytes);
  const start = [...bytes.subarray(0, 32)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return { pieces: [{ text: start, startByte: 0, endByte, rejectReason: "Binary data, not text." }], state: null };
};

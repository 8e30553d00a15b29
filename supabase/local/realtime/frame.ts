import { z } from "zod";

/** One message of the Phoenix channel protocol. */
export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

export type ProtocolVersion = "1.0.0" | "2.0.0";

const text = z.string().max(1024);
const ref = text.nullish().transform((value) => value ?? null);
const arraySchema = z.tuple([ref, ref, text, text, z.unknown()]);
const objectSchema = z.object({ join_ref: ref, ref, topic: text, event: text, payload: z.unknown() });

/** @throws Error when it is no frame */
export function decodeFrame(data: Buffer, isBinary: boolean, version: ProtocolVersion): Frame {
  if (isBinary) return decodeBroadcastPush(data);
  const value: unknown = JSON.parse(data.toString("utf8"));
  if (version === "1.0.0") {
    const { join_ref, ...rest } = objectSchema.parse(value);
    return { joinRef: join_ref, ...rest };
  }
  const [joinRef, frameRef, topic, event, payload] = arraySchema.parse(value);
  return { joinRef, ref: frameRef, topic, event, payload };
}

export function encodeFrame(frame: Frame, version: ProtocolVersion): string {
  const { joinRef, topic, event, payload } = frame;
  if (version === "2.0.0") return JSON.stringify([joinRef, frame.ref, topic, event, payload]);
  return JSON.stringify({ join_ref: joinRef, ref: frame.ref, topic, event, payload });
}

const BROADCAST_PUSH = 3;
const JSON_ENCODING = 1;

/**
 * What a client sends to the others: kind 3; the lengths of join ref, ref, topic, event and metadata; the encoding of
 * the payload; then those texts and the payload (realtime-js, serializer).
 */
function decodeBroadcastPush(data: Buffer): Frame {
  if (data.length < 7 || data[0] !== BROADCAST_PUSH) throw new Error("This binary frame is not a broadcast.");
  const parts: string[] = [];
  let offset = 7;
  for (const length of data.subarray(1, 6)) {
    parts.push(data.toString("utf8", offset, offset + length));
    offset += length;
  }
  const [joinRef = "", frameRef = "", topic = "", event = ""] = parts;
  const body = data.subarray(offset);
  const payload = data[6] === JSON_ENCODING ? JSON.parse(body.toString("utf8")) : body.toString("base64");
  return {
    joinRef: joinRef || null,
    ref: frameRef || null,
    topic,
    event: "broadcast",
    payload: { type: "broadcast", event, payload },
  };
}

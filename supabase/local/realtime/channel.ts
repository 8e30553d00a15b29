import { z } from "zod";
import type { Caller } from "../caller.ts";
import type { TopicRights } from "./authorise-topic.ts";
import type { Frame } from "./frame.ts";
import type { StoredMessage } from "./message-feed.ts";

/** A client's place on a topic. */
export interface Channel {
  /** As on the wire: `realtime:` and the topic. */
  wireTopic: string;
  topic: string;
  joinRef: string | null;
  rights: TopicRights;
  wantsOwn: boolean;
  wantsAck: boolean;
  /** Ends the channel when the token does. */
  expiry: NodeJS.Timeout | null;
}

export const joinSchema = z.object({
  config: z
    .object({
      private: z.boolean().default(false),
      broadcast: z.object({ self: z.boolean().default(false), ack: z.boolean().default(false) }).prefault({}),
      postgres_changes: z.array(z.unknown()).default([]),
    })
    .prefault({}),
  access_token: z.string().nullish(),
});

export const tokenSchema = z.object({ access_token: z.string() });

export const broadcastSchema = z.object({ type: z.literal("broadcast"), event: z.string(), payload: z.unknown() });

export const TOPIC_PREFIX = "realtime:";

export function messageFrame(wireTopic: string, message: StoredMessage): Frame {
  const { id, event, payload } = message;
  return push(wireTopic, "broadcast", { type: "broadcast", event, payload, meta: { id } });
}

export function systemFrame(
  channel: Pick<Channel, "topic" | "wireTopic">,
  status: "ok" | "error",
  message: string,
): Frame {
  return push(channel.wireTopic, "system", { channel: channel.topic, extension: "system", status, message });
}

export function push(topic: string, event: string, payload: unknown): Frame {
  return { joinRef: null, ref: null, topic, event, payload };
}

/** Longest delay of a timer; a later expiry is looked at again then. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export function whenExpired({ claims }: Caller, then: () => void): NodeJS.Timeout | null {
  if (claims.exp === undefined) return null;
  const delayMs = Math.max(0, claims.exp * 1000 - Date.now());
  return setTimeout(then, Math.min(delayMs, MAX_TIMER_MS)).unref();
}

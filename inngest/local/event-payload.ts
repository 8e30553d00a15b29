import { z } from "zod";
import { InvalidInputError } from "#lib/errors.ts";
import { jsonBytes } from "./json-object.ts";

/** An event as a function sees it; members beside these (v, user, meta) are passed through. */
export interface EventPayload {
  id: string;
  name: string;
  ts: number;
  data: Record<string, unknown>;
  [member: string]: unknown;
}

/** An event as it came in. `deduplicationId` is what makes a second one with the same id a repetition. */
export interface IncomingEvent {
  deduplicationId: string | null;
  id: string | null;
  name: string;
  ts: number;
  data: Record<string, unknown>;
  rest: Record<string, unknown>;
}

const MAX_EVENTS_PER_REQUEST = 5_000;
const MAX_NAME_CHARACTERS = 256;
const LATEST_MS = Date.UTC(9999, 0);

const text = z
  .string()
  .min(1)
  .max(MAX_NAME_CHARACTERS)
  .refine((value) => !value.includes("\0"), { error: "must not contain NUL" });
const eventSchema = z.looseObject({
  id: text.nullish(),
  name: text,
  ts: z.number().nonnegative().max(LATEST_MS).nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Reads the body of POST /e/:key: one event or a list. An event without an id of its own is identified by the
 * request's seed and its position, so that the SDK's repetition of a request that got no answer starts nothing twice.
 * Throws InvalidInputError naming the event's position.
 */
export function readEvents(
  body: unknown,
  options: { seed: string | null; nowMs: number; maxEventBytes: number },
): IncomingEvent[] {
  const list = Array.isArray(body) ? body : [body];
  if (list.length > MAX_EVENTS_PER_REQUEST) {
    throw new InvalidInputError(`A request holds at most ${MAX_EVENTS_PER_REQUEST} events, not ${list.length}.`);
  }
  return list.map((input: unknown, position) => {
    const sizeBytes = jsonBytes(JSON.stringify(input ?? null));
    if (sizeBytes > options.maxEventBytes) {
      throw new InvalidInputError(
        `Event ${position} has ${sizeBytes} bytes; an event may have ${options.maxEventBytes}. Send a reference, not the content.`,
        { code: "too_large" },
      );
    }
    const parsed = eventSchema.safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new InvalidInputError(
        `Event ${position} can't be accepted: ${issue?.path.join(".") || "it"}: ${issue?.message ?? "invalid"}`,
      );
    }
    const { id, name, ts, data, ...rest } = parsed.data;
    return {
      deduplicationId: id ?? (options.seed === null ? null : `seed:${options.seed}:${position}`),
      id: id ?? null,
      name,
      ts: ts ?? options.nowMs,
      data: data ?? {},
      rest,
    };
  });
}

/** An event the engine itself sends: `inngest/function.failed` and its like. */
export function internalEvent(name: string, data: Record<string, unknown>, nowMs: number): IncomingEvent {
  return { deduplicationId: null, id: null, name, ts: nowMs, data, rest: {} };
}

import type { z } from "zod";
import { type Caller, identifyCaller } from "../caller.ts";
import { BodyTooLargeError, readBody } from "../http-message.ts";
import { objectKey } from "./object-key.ts";
import { storageErrors } from "./storage-error.ts";
import type { Exchange, StoragePorts } from "./storage-ports.ts";

/** One call of a route: `params` are the encoded parts of its address. */
export interface Call extends Exchange {
  params: string[];
  ports: StoragePorts;
}

/** Answers by itself, or returns what to answer as JSON. */
export type Route = (call: Call) => Promise<unknown>;

const MAX_JSON_BYTES = 1024 * 1024;

export function callerOf({ request, ports }: Call): Promise<Caller> {
  return identifyCaller(request.headers, ports.keys);
}

/** Bucket and key of the address. @throws StorageError InvalidKey */
export function addressOf({ params }: Call): { bucket: string; key: string } {
  return { bucket: objectKey(params[0] ?? ""), key: objectKey(params[1] ?? "") };
}

/** @throws StorageError when the body is not what the route takes */
export async function jsonBody<T extends z.ZodType>({ request }: Call, schema: T): Promise<z.infer<T>> {
  try {
    const text = (await readBody(request, MAX_JSON_BYTES)).toString("utf8");
    const parsed = schema.safeParse(text === "" ? {} : JSON.parse(text));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw storageErrors.invalidRequest(`body/${issue?.path.join("/") ?? ""} ${issue?.message ?? "is not valid"}`);
  } catch (error) {
    if (error instanceof SyntaxError) throw storageErrors.invalidRequest("The body is not JSON.");
    if (error instanceof BodyTooLargeError) throw storageErrors.tooLarge();
    throw error;
  }
}

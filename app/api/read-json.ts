import type { z } from "zod";
import { InvalidInputError } from "#lib/errors.ts";

const MAX_BODY_BYTES = 64 * 1024;

/**
 * The JSON body of a request, checked against its schema.
 * @throws InvalidInputError unsupported (415), too_large (413), bad_request (400) or unprocessable (422, with each field's problem)
 */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new InvalidInputError("Send the body as JSON, with `Content-Type: application/json`.", {
      code: "unsupported",
    });
  }
  const parsed = schema.safeParse(parseJson(await readText(request)));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ field: issue.path.join("."), problem: issue.message }));
  const first = fields[0];
  throw new InvalidInputError(`The body is not usable: ${first?.field || "body"}: ${first?.problem}.`, {
    code: "unprocessable",
    details: { fields },
  });
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      throw new InvalidInputError(`The body must not exceed ${MAX_BODY_BYTES / 1024} KiB.`, { code: "too_large" });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError("The body is not valid JSON.");
  }
}

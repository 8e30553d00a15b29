import { randomUUID } from "node:crypto";
import { respond } from "#app/api/respond.ts";
import { intakePorts } from "#inngest/ports.ts";
import { InvalidInputError, UnauthenticatedError } from "#lib/errors.ts";
import { MAX_FILE_BYTES } from "#lib/intake/check-size.ts";
import { type UploadFields, uploadFieldsSchema } from "#lib/intake/new-file.ts";
import { requireOperator } from "#lib/intake/require-operator.ts";
import { upload } from "#lib/intake/upload.ts";
import { accessTokenOf, requireCaller } from "#lib/platform/caller.ts";
import { env } from "#lib/platform/env.ts";
import { resumableUploadUrl, uploadObject } from "#lib/platform/storage.ts";
import { readUpload } from "./read-upload.ts";

export const maxDuration = 300;

/** What Vercel lets into a function. */
const VERCEL_BODY_BYTES = 4_500_000;
/** Boundaries, headers and fields around the file. */
const FORM_OVERHEAD_BYTES = 64 * 1024;

/** One log file as multipart/form-data, streamed into storage as it arrives. */
export const POST = respond(async (request: Request) => {
  const sender = await requireCaller(request);
  requireOperator(sender, sender.organizationId);
  const accessToken = await accessTokenOf(request);
  if (!accessToken) throw new UnauthenticatedError("Sign in first, or send `Authorization: Bearer <token>`.");
  const maxBytes = env().isVercel ? VERCEL_BODY_BYTES : MAX_FILE_BYTES;
  const announcedBytes = Number(request.headers.get("content-length") ?? 0);
  if (announcedBytes > maxBytes + (env().isVercel ? 0 : FORM_OVERHEAD_BYTES)) throw tooLarge(announcedBytes, maxBytes);

  const incoming = await readUpload(request, maxBytes);
  const headers = fieldsOfHeaders(request);
  let fields: UploadFields = headers;
  const done = await upload(
    { sender, name: incoming.name, announcedBytes },
    {
      ...intakePorts(),
      newId: randomUUID,
      fields: () => fields,
      store: async (object) => {
        const { body, contentType } = incoming;
        await uploadObject(object, body, { accessToken, contentType, signal: request.signal });
        fields = { ...headers, ...parseFields(await incoming.finished()) };
        return incoming.measured();
      },
    },
  );
  const { jobId, duplicateOf } = done;
  const status = duplicateOf ? "completed" : "pending";
  return Response.json({ jobId, fileId: jobId, status, ...(duplicateOf ? { duplicateOf } : {}) }, { status: 202 });
});

function fieldsOfHeaders(request: Request): UploadFields {
  return parseFields({ sha256: request.headers.get("x-content-sha256") ?? "" });
}

function parseFields(fields: Record<string, string>): UploadFields {
  const parsed = uploadFieldsSchema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({ field: issue.path.join("."), problem: issue.message }));
  throw new InvalidInputError(
    `${problems[0]?.field ?? "A field"} ${problems[0]?.problem ?? "is not usable"}. Nothing was kept.`,
    {
      code: "unprocessable",
      details: { fields: problems },
    },
  );
}

/** The details tell a program how to send the same file all the same. */
function tooLarge(sizeBytes: number, limitBytes: number): InvalidInputError {
  const isPossible = sizeBytes <= MAX_FILE_BYTES + FORM_OVERHEAD_BYTES;
  return new InvalidInputError(
    isPossible
      ? `This address takes at most ${limitBytes} bytes. Upload the file straight to storage instead: see details.upload.`
      : `At most ${MAX_FILE_BYTES} bytes (5 GiB) are taken. Compress or split the file.`,
    {
      code: "too_large",
      details: {
        limitBytes,
        sizeBytes,
        ...(isPossible
          ? {
              upload: {
                announce: "POST /api/v1/files {name, sizeBytes, sha256}",
                send: `TUS 1.0 to ${resumableUploadUrl()} with the bucket and objectKey of the answer`,
                complete: "POST /api/v1/files/<file id>/complete",
              },
            }
          : {}),
      },
    },
  );
}

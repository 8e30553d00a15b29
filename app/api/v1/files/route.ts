import { randomUUID } from "node:crypto";
import { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { newFileSchema } from "#lib/intake/new-file.ts";
import { receive } from "#lib/intake/receive.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller, database } from "#lib/platform/database.ts";
import { resumableUploadUrl } from "#lib/platform/storage.ts";
import { countFiles, FILE_STATES, listFiles } from "#lib/queries/list-files.ts";

const querySchema = z.object({
  /** One state or several, separated by commas. */
  state: z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.enum(FILE_STATES)))
    .default([]),
  text: z.string().max(200).default(""),
  /** `nextCursor` of the page before. */
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The team's files, newest first, and how many are in each state. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { state: states, text, cursor, limit } = readQuery(request, querySchema);
  return Response.json(
    await asCaller(claims, async (tx) => ({
      ...(await listFiles(tx, { organizationId, states, text, cursor, limit })),
      counts: await countFiles(tx, { organizationId, text }),
    })),
  );
});

/** Announces a file before its upload: where to send its bytes, or which file has the same content. */
export const POST = respond(async (request: Request) => {
  const sender = await requireCaller(request);
  const input = await readJson(request, newFileSchema);
  const received = await receive({ sender, input }, { sql: database(), newId: randomUUID });
  const file = { id: received.file.id, name: received.file.name };
  if (received.kind === "duplicate") return Response.json({ file, duplicateOf: received.duplicateOf });
  const upload = { endpoint: resumableUploadUrl(), ...received.object, isStored: received.isStored };
  return Response.json({ file, upload }, { status: 201 });
});

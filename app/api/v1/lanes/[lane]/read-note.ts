import { readJson } from "#app/api/read-json.ts";
import { laneNoteSchema } from "#lib/model/lane-settings.ts";

/** The note of a body that may be absent. @throws InvalidInputError */
export async function readNote(request: Request): Promise<string | null> {
  const isEmpty = request.body === null || request.headers.get("content-length") === "0";
  return isEmpty ? null : ((await readJson(request, laneNoteSchema)).note ?? null);
}

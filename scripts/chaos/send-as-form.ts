import { openAsBlob } from "node:fs";
import { z } from "zod";
import type { Target } from "../ingest/target.ts";
import { keepTrying, RefusedForGoodError } from "./keep-trying.ts";
import type { ChaosFile } from "./make-file.ts";

const acceptedSchema = z.object({ jobId: z.string() });

/** POST /api/upload-logs, sent again from the start whenever the answer does not come or asks for it. Returns its job. */
export async function sendAsForm(
  file: ChaosFile,
  { target, withinMs }: { target: Target; withinMs: number },
): Promise<{ jobId: string }> {
  return keepTrying(
    async () => {
      const response = await fetch(`${target.appUrl}/api/upload-logs`, {
        method: "POST",
        headers: { authorization: `Bearer ${await target.token()}` },
        body: await formOf(file),
        signal: AbortSignal.timeout(60_000),
      });
      const answer: unknown = await response.json();
      if (response.status === 202) return acceptedSchema.parse(answer);
      const message = `The form of ${file.name} was answered ${response.status}: ${JSON.stringify(answer)}`;
      // What a client that keeps its bytes may repeat: 408 and 429 ask for it, 5xx is the server's own trouble.
      if (response.status >= 500 || response.status === 408 || response.status === 429) throw new Error(message);
      throw new RefusedForGoodError(message);
    },
    { withinMs },
  );
}

async function formOf(file: ChaosFile): Promise<FormData> {
  const form = new FormData();
  form.set("sha256", file.sha256);
  for (const field of ["deployment", "device", "lane"] as const) {
    const value = file[field];
    if (value !== null) form.set(field, value);
  }
  form.set("file", await openAsBlob(file.path), file.name);
  return form;
}

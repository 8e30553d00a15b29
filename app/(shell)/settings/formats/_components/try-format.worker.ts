import { type Trial, tryDefinition } from "#lib/parse/try-definition.ts";

export interface TrialRequest {
  /** Comes back with the answer. */
  id: number;
  definition: unknown;
  /** What is saved now, tried on the same sample; null = nothing to compare with. */
  before: unknown;
  sample: string;
  fileName: string;
}

/** `trial` null = the sample could not be read. */
export interface TrialAnswer {
  id: number;
  trial: Trial | null;
  before: Trial | null;
}

self.addEventListener("message", ({ data }: MessageEvent<TrialRequest>) => {
  const { id, definition, before, sample, fileName } = data;
  const read = (tried: unknown) =>
    tried === null ? null : tryDefinition(tried, { sample, fileName, receivedAtMs: Date.now() }).catch(() => null);
  Promise.all([read(definition), read(before)]).then(([trial, old]) => answer({ id, trial, before: old }));
});

function answer(message: TrialAnswer): void {
  self.postMessage(message);
}

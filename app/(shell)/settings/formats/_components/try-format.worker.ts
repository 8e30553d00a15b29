import { type Trial, tryDefinition } from "#lib/parse/try-definition.ts";

export interface TrialRequest {
  /** Comes back with the answer. */
  id: number;
  definition: unknown;
  sample: string;
  fileName: string;
}

/** `trial` null = the sample could not be read. */
export interface TrialAnswer {
  id: number;
  trial: Trial | null;
}

self.addEventListener("message", ({ data }: MessageEvent<TrialRequest>) => {
  const { id, definition, ...sample } = data;
  tryDefinition(definition, { ...sample, receivedAtMs: Date.now() }).then(
    (trial) => answer({ id, trial }),
    () => answer({ id, trial: null }),
  );
});

function answer(message: TrialAnswer): void {
  self.postMessage(message);
}

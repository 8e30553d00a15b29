import { useEffect, useRef, useState } from "react";
import type { TrialAnswer, TrialRequest } from "./try-format.worker.ts";

const PAUSE_MS = 250;

/** What the sample becomes with the definition, read beside the page once typing pauses; null until the first answer. */
export function useTrial({ definition, before, sample, fileName }: Omit<TrialRequest, "id">): TrialAnswer | null {
  const [answer, setAnswer] = useState<TrialAnswer | null>(null);
  const worker = useRef<Worker | null>(null);
  const asked = useRef(0);
  const text = JSON.stringify({ definition, before });
  useEffect(() => {
    const made = new Worker(new URL("./try-format.worker.ts", import.meta.url), { type: "module" });
    worker.current = made;
    made.addEventListener("message", ({ data }: MessageEvent<TrialAnswer>) => {
      if (data.id === asked.current) setAnswer(data);
    });
    return () => made.terminate();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      const request: TrialRequest = { id: ++asked.current, ...JSON.parse(text), sample, fileName };
      worker.current?.postMessage(request);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, sample, fileName]);
  return answer;
}

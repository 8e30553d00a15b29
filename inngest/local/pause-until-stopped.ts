/** Ends after the time; rejects with EngineStoppedError as soon as the signal says so. */
export function pauseUntilStopped(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(new EngineStoppedError("The engine stops."));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, delayMs);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
}

/** The engine stops before a result could be stored; the item's lease runs out and another engine takes it. */
export class EngineStoppedError extends Error {
  override name = "EngineStoppedError";
}

import { InvalidInputError } from "#lib/errors.ts";
import type { HashMessage } from "./hash.worker.ts";

/**
 * SHA-256 of a file in hexadecimal, computed in a worker of its own and streaming: 5 GB take little memory and the page
 * stays free. @throws InvalidInputError when the file can't be read any more
 */
export function hashFile(file: File, onProgress: (bytesDone: number) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./hash.worker.ts", import.meta.url), { type: "module" });
    const end = (finish: () => void) => {
      worker.terminate();
      signal.removeEventListener("abort", onAbort);
      finish();
    };
    const onAbort = () => end(() => reject(signal.reason));
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort);
    worker.addEventListener("message", ({ data }: MessageEvent<HashMessage>) => {
      if (data.kind === "progress") onProgress(data.bytesDone);
      else if (data.kind === "done") end(() => resolve(data.sha256));
      else end(() => reject(unreadable(file)));
    });
    worker.addEventListener("error", () => end(() => reject(unreadable(file))));
    worker.postMessage(file);
  });
}

function unreadable(file: File): InvalidInputError {
  return new InvalidInputError(
    `${file.name} can't be read: it was moved, changed or is locked by another program. Nothing was sent; try again or drop it anew.`,
  );
}

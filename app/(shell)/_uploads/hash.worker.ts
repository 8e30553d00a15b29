import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** One file a worker: closing the worker is how reading is stopped. */
export type HashMessage =
  | { kind: "progress"; bytesDone: number }
  | { kind: "done"; sha256: string }
  | { kind: "unreadable" };

const PROGRESS_EVERY_MS = 200;

self.addEventListener("message", (event: MessageEvent<File>) => {
  hash(event.data).then(
    (digest) => send({ kind: "done", sha256: digest }),
    () => send({ kind: "unreadable" }),
  );
});

async function hash(file: File): Promise<string> {
  const digest = sha256.create();
  const reader = file.stream().getReader();
  let bytesDone = 0;
  let toldAtMs = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytesToHex(digest.digest());
    digest.update(value);
    bytesDone += value.byteLength;
    const nowMs = performance.now();
    if (nowMs - toldAtMs >= PROGRESS_EVERY_MS) {
      toldAtMs = nowMs;
      send({ kind: "progress", bytesDone });
    }
  }
}

function send(message: HashMessage): void {
  self.postMessage(message);
}

import { detectFormat } from "#lib/formats/detect-format.ts";
import { classify } from "#lib/lanes/classify.ts";
import { readSample } from "#lib/parse/read-sample.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import type { IntakeFile } from "#lib/store/intake-file.ts";
import type { FirstLook } from "#lib/store/queue-file.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";

/** Reads a file's start and, where that is cheap, its end: which format it has and which lane that puts it in. */
export async function lookAt(file: IntakeFile, source: ByteSource): Promise<FirstLook> {
  const sample = await readSample({
    source,
    fileName: file.name,
    receivedAtMs: file.createdAtMs,
    inflate: nodeInflate,
  });
  const { format, confidence, runnerUp } = detectFormat(sample.text);
  const { head, tail } = sample.text;
  const { lane, reason } = classify({ fileName: file.name, format, sizeBytes: file.sizeBytes, head, tail });
  return { format, confidence, runnerUp, lane, laneReason: reason };
}

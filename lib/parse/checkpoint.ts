import { InvalidInputError } from "#lib/errors.ts";
import type { FormatSettings } from "#lib/formats/format.ts";
import type { Json } from "#lib/model/json.ts";
import type { FileReading, TextEncoding } from "#lib/model/log-file.ts";
import type { ReadState } from "./record-reader.ts";

const CHECKPOINT_VERSION = 1;

/** Everything a reader knows between two batches; JSON throughout. */
export interface Checkpoint {
  reading: FileReading;
  settings: FormatSettings;
  /** In the decompressed stream. */
  byteOffset: number;
  /** Of the next record. */
  recordNumber: number;
  framer: Json;
  /** Null before the first record. */
  parser: Json;
  hasLocalTimes: boolean;
  /** Of the part that is being read, where a file changes between one and two bytes a character; else the file's. */
  partEncoding?: TextEncoding | null;
  hasMultiByte: boolean;
  /** True once the code page of lines that are not UTF-8 is known well enough. */
  isCodePageSettled?: boolean;
  lineSeparator: 10 | 13;
  /** First bytes of a file that is no text, by which the final message names it. */
  binaryHead: number[] | null;
}

export function checkpointState(checkpoint: Checkpoint): ReadState {
  return JSON.parse(JSON.stringify({ version: CHECKPOINT_VERSION, ...checkpoint })) as ReadState;
}

/** Throws InvalidInputError for a state that this version can't go on from. */
export function parseCheckpoint(state: ReadState): Checkpoint {
  if (state.version !== CHECKPOINT_VERSION || typeof state.byteOffset !== "number") {
    throw new InvalidInputError(
      "This reading was begun by another version of Sluice. Read the file again from its start.",
    );
  }
  const { version: _, ...checkpoint } = structuredClone(state);
  return checkpoint as unknown as Checkpoint;
}

import { UnavailableError } from "../errors.ts";
import type { ByteSource } from "../streams/byte-source.ts";
import type { InflatePort } from "../streams/inflater.ts";
import type { ReadLimits, ReadState, RecordReader } from "./record-reader.ts";

export type { ReadLimits, ReadState, RecordBatch, RecordReader } from "./record-reader.ts";

export interface OpenReaderInput {
  source: ByteSource;
  fileName: string;
  /** When the file was received or last changed, epoch ms; evidence for dates without a year. */
  receivedAtMs: number;
  /** Id of a format; detected when absent. */
  format?: string;
  /** IANA name or offset ("UTC+01:00") the user gave for local times. */
  timeZoneSetting?: string | null;
  /** Checkpoint of an earlier reader of the same bytes. */
  state?: ReadState;
  limits?: Partial<ReadLimits>;
  /** Node passes `nodeInflate` of lib/sources/node-inflate.ts, about ten times faster than the portable default. */
  inflate?: InflatePort;
}

export async function openReader(_input: OpenReaderInput): Promise<RecordReader> {
  throw new UnavailableError("The reader is not built yet.");
}

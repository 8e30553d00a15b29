import type { ReadingChoice } from "#lib/parse/preview-file.ts";
import type { UploadTarget } from "./upload-item.ts";

/** Where the bytes of a file go: what the server answered when its row was made. */
export interface UploadSlot {
  endpoint: string;
  bucket: string;
  objectKey: string;
  /** The bytes are there already, from an earlier try. */
  isStored?: boolean;
}

export type Registration =
  | { kind: "upload"; fileId: string; slot: UploadSlot }
  | { kind: "duplicate"; fileId: string; first: { id: string; name: string } };

/** What the queue needs of the world. Every call ends when its signal is aborted. */
export interface UploadPorts {
  /** SHA-256 in hexadecimal. */
  hash(file: File, onProgress: (bytesDone: number) => void, signal: AbortSignal): Promise<string>;
  register(input: {
    path: string;
    sizeBytes: number;
    sha256: string;
    target: UploadTarget;
    choice: ReadingChoice;
    signal: AbortSignal;
  }): Promise<Registration>;
  /** Goes on where an earlier try for the same slot stopped. */
  send(input: {
    file: File;
    slot: UploadSlot;
    signal: AbortSignal;
    onProgress: (bytesSent: number) => void;
    /** A sentence while it tries again by itself; null = it goes on. */
    onTrouble: (trouble: string | null) => void;
  }): Promise<void>;
  complete(fileId: string, signal: AbortSignal): Promise<void>;
  /** Tells the server that the file will not come. */
  cancel(fileId: string): Promise<void>;
  nowMs(): number;
}

import { open } from "node:fs/promises";

/** What storage needs of an open file. */
export interface ByteFile {
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The disk that bytes are written to: the one place where tests let it run full. */
export interface ByteFiles {
  open(path: string, flags: "wx" | "r+"): Promise<ByteFile>;
}

export const nodeFiles: ByteFiles = { open: (path, flags) => open(path, flags, 0o600) };

/**
 * Writes all of `source` from `positionBytes` on and forces it to the disk. What arrived before an error stays, in
 * order and without a gap. Returns how many bytes it wrote.
 */
export async function writeAll(
  files: ByteFiles,
  target: { path: string; flags: "wx" | "r+"; positionBytes: number },
  source: AsyncIterable<Uint8Array>,
): Promise<number> {
  const file = await files.open(target.path, target.flags);
  let position = target.positionBytes;
  try {
    for await (const chunk of source) {
      for (let offset = 0; offset < chunk.length; ) {
        const { bytesWritten } = await file.write(chunk, offset, chunk.length - offset, position);
        offset += bytesWritten;
        position += bytesWritten;
      }
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return position - target.positionBytes;
}

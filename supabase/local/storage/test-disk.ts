import { open } from "node:fs/promises";
import type { ByteFiles } from "./byte-files.ts";

export interface TestDisk {
  files: ByteFiles;
  /** Bytes the disk still takes; Infinity = as many as it has. */
  freeBytes: number;
}

/** The real disk, until it is full: what fails is the file system's call, as it fails there. */
export function testDisk(): TestDisk {
  const disk: TestDisk = { freeBytes: Number.POSITIVE_INFINITY, files: { open: openFile } };
  async function openFile(path: string, flags: "wx" | "r+") {
    const file = await open(path, flags);
    return {
      write(bytes: Uint8Array, offset: number, length: number, position: number) {
        if (disk.freeBytes <= 0) {
          throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
        }
        const written = Math.min(length, disk.freeBytes);
        disk.freeBytes -= written;
        return file.write(bytes, offset, written, position);
      },
      sync: () => file.sync(),
      close: () => file.close(),
    };
  }
  return disk;
}

import { join } from "node:path";
import type { Readable } from "node:stream";
import { FileStore } from "@tus/file-store";
import { type ByteFiles, writeAll } from "./byte-files.ts";

/** Unfinished uploads on disk. What a PATCH was answered for is forced to the disk: a client never repeats it. */
export class UploadStore extends FileStore {
  readonly #files: ByteFiles;
  readonly #directory: string;

  constructor(options: { directory: string; files: ByteFiles; expiresAfterMs: number }) {
    super({ directory: options.directory, expirationPeriodInMilliseconds: options.expiresAfterMs });
    this.#files = options.files;
    this.#directory = options.directory;
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const target = { path: this.pathOf(id), flags: "r+" as const, positionBytes: offset };
    return offset + (await writeAll(this.#files, target, source));
  }

  pathOf(id: string): string {
    return join(this.#directory, id);
  }
}

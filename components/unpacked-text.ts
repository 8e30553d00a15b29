import type { FileItem } from "#lib/queries/list-files.ts";
import { formatPlural } from "./ui/format-count.ts";

/** "12 files, 1 stopped, 2 failed installations" of an archive. */
export function unpackedText({ files, stopped, failed }: NonNullable<FileItem["unpacked"]>): string {
  return [
    formatPlural(files, "file"),
    ...(stopped > 0 ? [`${stopped} stopped`] : []),
    ...(failed > 0 ? [formatPlural(failed, "failed installation")] : []),
  ].join(", ");
}

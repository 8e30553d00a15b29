import { formatCount } from "#components/ui/format-count.ts";

/** How many of the last files a rule decides; a dash until that is known. */
export function FileCount({ files }: { files: number | null }) {
  return (
    <span className="w-[62px] flex-none text-right whitespace-nowrap">
      <b className="font-medium">{files === null ? "–" : formatCount(files)}</b>{" "}
      <span className="text-12 text-text-3">{files === 1 ? "file" : "files"}</span>
    </span>
  );
}

import Link from "next/link";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatTitle } from "#lib/formats/format-titles.ts";
import type { FileItem } from "#lib/queries/list-files.ts";
import { FileStateText } from "./file-state.tsx";

/** The team's files: a table on the desk, cards on the phone. */
export function FileTable({ files }: { files: FileItem[] }) {
  return (
    <table className="w-full table-fixed border-collapse max-desk:block">
      <caption className="sr-only">Files, newest first</caption>
      <colgroup>
        <col className="w-[88px]" />
        <col className="w-[23%]" />
        <col className="w-[13%]" />
        <col className="w-[104px]" />
        <col className="w-[72px]" />
        <col className="w-[92px]" />
        <col />
      </colgroup>
      <thead className="max-desk:sr-only">
        <tr>
          {["Lane", "File", "Deployment, device", "Format"].map((name) => (
            <th key={name} scope="col" className={HEAD}>
              {name}
            </th>
          ))}
          <th scope="col" className={`${HEAD} text-right`}>
            Size
          </th>
          <th scope="col" className={`${HEAD} text-right`}>
            Received
          </th>
          <th scope="col" className={HEAD}>
            State
          </th>
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {files.map((file) => (
          <FileRow key={file.id} file={file} />
        ))}
      </tbody>
    </table>
  );
}

const HEAD = "h-[30px] border-b border-border px-2.5 text-left text-12 font-normal whitespace-nowrap text-text-3";
const CELL =
  "h-row truncate border-b border-border px-2.5 max-desk:block max-desk:h-auto max-desk:border-0 max-desk:p-0";
const ROW =
  "relative hover:bg-surface-2 focus-within:bg-surface-2 " +
  "max-desk:grid max-desk:grid-cols-[minmax(0,1fr)_auto] max-desk:gap-x-3 max-desk:gap-y-1 max-desk:border-b max-desk:border-border max-desk:px-4 max-desk:py-3";

function FileRow({ file }: { file: FileItem }) {
  const { deployment, device, format } = file;
  const slash = file.name.lastIndexOf("/") + 1;
  return (
    <tr className={ROW}>
      <td className={`${CELL} max-desk:order-2 max-desk:row-start-1 max-desk:text-right`} title={file.laneReason}>
        <LaneGlyph lane={file.lane} />
      </td>
      <th scope="row" className={`${CELL} text-left font-normal max-desk:order-1 max-desk:row-start-1`}>
        {/* The link covers its row, so that a click anywhere in it opens the file. */}
        <Link
          href={`/files/${file.id}`}
          title={file.name}
          className="flex min-w-0 font-medium after:absolute after:inset-0 max-desk:text-14"
        >
          {/* A long folder gives way first; the name of the file is what people look for. */}
          {slash > 0 ? <span className="truncate font-normal text-text-3">{file.name.slice(0, slash)}</span> : null}
          <span className={slash > 0 ? "max-w-[85%] flex-none truncate" : "truncate"}>{file.name.slice(slash)}</span>
        </Link>
      </th>
      <td className={`${CELL} text-text-2 max-desk:order-4 max-desk:col-span-2 max-desk:empty:hidden`}>
        {[deployment?.name, device?.name].filter(Boolean).join(", ")}
      </td>
      <td className={`${CELL} text-text-2 max-desk:hidden`}>{format ? formatTitle(format) : ""}</td>
      <td className={`${CELL} text-right text-text-2 max-desk:hidden`}>{formatBytes(file.sizeBytes)}</td>
      <td className={`${CELL} text-right text-text-2 max-desk:order-6 max-desk:text-12 max-desk:text-text-3`}>
        <Time at={file.createdAtMs} />
      </td>
      <td className={`${CELL} max-desk:order-5`}>
        <FileStateText file={file} />
      </td>
    </tr>
  );
}

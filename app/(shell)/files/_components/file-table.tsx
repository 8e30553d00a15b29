import Link from "next/link";
import { FormatTitle } from "#components/format-titles.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { TABLE_CELL, TABLE_HEAD, TABLE_ROW } from "#components/ui/table-class.ts";
import { Time } from "#components/ui/time.tsx";
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
            <th key={name} scope="col" className={TABLE_HEAD}>
              {name}
            </th>
          ))}
          <th scope="col" className={`${TABLE_HEAD} text-right`}>
            Size
          </th>
          <th scope="col" className={`${TABLE_HEAD} text-right`}>
            Received
          </th>
          <th scope="col" className={TABLE_HEAD}>
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

const ROW = `${TABLE_ROW} max-desk:gap-y-1`;

function FileRow({ file }: { file: FileItem }) {
  const { deployment, device, format } = file;
  const slash = file.name.lastIndexOf("/") + 1;
  return (
    <tr className={ROW}>
      <td className={`${TABLE_CELL} max-desk:order-2 max-desk:row-start-1 max-desk:text-right`} title={file.laneReason}>
        <LaneGlyph lane={file.lane} />
      </td>
      <th scope="row" className={`${TABLE_CELL} text-left font-normal max-desk:order-1 max-desk:row-start-1`}>
        {/* The link covers its row, so that a click anywhere in it opens the file. */}
        <Link
          href={`/files/${file.id}`}
          title={file.name}
          className="flex min-w-0 font-medium after:absolute after:inset-0 max-desk:text-14"
        >
          {file.bundle ? (
            <span className="max-w-[45%] flex-none truncate pr-1 font-normal text-text-3">{file.bundle.name}:</span>
          ) : null}
          {/* A long folder gives way first; the name of the file is what people look for. */}
          {slash > 0 ? <span className="truncate font-normal text-text-3">{file.name.slice(0, slash)}</span> : null}
          <span className={slash > 0 ? "max-w-[85%] flex-none truncate" : "truncate"}>{file.name.slice(slash)}</span>
        </Link>
      </th>
      <td className={`${TABLE_CELL} text-text-2 max-desk:order-4 max-desk:col-span-2 max-desk:empty:hidden`}>
        {[deployment?.name, device?.name].filter(Boolean).join(", ")}
      </td>
      <td className={`${TABLE_CELL} text-text-2 max-desk:hidden`}>{format ? <FormatTitle format={format} /> : ""}</td>
      <td className={`${TABLE_CELL} text-right text-text-2 max-desk:hidden`}>{formatBytes(file.sizeBytes)}</td>
      <td className={`${TABLE_CELL} text-right text-text-2 max-desk:order-6 max-desk:text-12 max-desk:text-text-3`}>
        <Time at={file.createdAtMs} />
      </td>
      <td className={`${TABLE_CELL} max-desk:order-5`}>
        <FileStateText file={file} />
      </td>
    </tr>
  );
}

import Link from "next/link";
import { FileStateText } from "#app/(shell)/files/_components/file-state.tsx";
import { FormatTitle } from "#components/format-titles.tsx";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { Time } from "#components/ui/time.tsx";
import type { FileItem } from "#lib/queries/list-files.ts";
import type { DeviceDetail } from "#lib/queries/read-deployment-device.ts";

/** What the device sent, newest first. */
export function DeviceFiles({ device: { files, fileCount } }: { device: DeviceDetail }) {
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="files" className="mt-6 min-w-0">
      <div className="mb-1 flex items-baseline gap-2">
        <h3 id="files" className="text-13">
          Files
        </h3>
        <span className="text-text-3">{formatPlural(fileCount, "file")}</span>
      </div>
      <ul>
        {files.map((file) => (
          <File key={file.id} file={file} />
        ))}
      </ul>
      {fileCount > files.length ? (
        <p className="pt-2 text-12 text-text-3">The newest {formatCount(files.length)} are shown.</p>
      ) : null}
    </section>
  );
}

function File({ file }: { file: FileItem }) {
  return (
    <li className="relative flex min-h-row items-center gap-x-3 border-b border-border py-1 last:border-0 hover:bg-surface-2 max-desk:flex-wrap">
      <Link
        href={`/files/${file.id}`}
        title={file.name}
        className="max-w-[45%] flex-none truncate font-mono text-12 after:absolute after:inset-0 max-desk:max-w-full max-desk:min-w-0 max-desk:flex-initial"
      >
        {file.name}
      </Link>
      <span className="flex-none text-12 text-text-3 max-desk:hidden">
        {file.format ? <FormatTitle format={file.format} /> : ""}
      </span>
      <span className="ml-auto min-w-0 truncate text-12 max-desk:hidden">
        <FileStateText file={file} />
      </span>
      <span className="flex-none text-12 text-text-3 max-desk:ml-auto">
        <Time at={file.createdAtMs} />
      </span>
    </li>
  );
}

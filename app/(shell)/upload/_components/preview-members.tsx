import { useFormatTitles } from "#components/format-titles.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import type { PreviewMember } from "#lib/parse/preview-members.ts";

/** What an archive holds: each member will be a file of its own. */
export function PreviewMembers({ members }: { members: readonly PreviewMember[] }) {
  const { titleOf } = useFormatTitles();
  const files = members.filter(({ problem }) => problem === null).length;
  return (
    <section aria-label="Members" className="min-w-0">
      <h3 className="pb-2 text-13">
        {formatPlural(files, "file")} to unpack
        {files < members.length ? (
          <span className="font-normal text-text-3">, {members.length - files} not read</span>
        ) : null}
      </h3>
      <ul className="max-h-[60vh] overflow-y-auto rounded-panel border border-border">
        {members.map(({ path, sizeBytes, format, problem }, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: an archive may have a name twice, and its order does not change.
            key={index}
            className="flex min-h-9 flex-wrap items-center gap-x-3 border-border px-3.5 py-1.5 not-first:border-t"
          >
            <span className="min-w-0 truncate font-mono" title={path}>
              {path === "" ? "The archive" : path}
            </span>
            <span className="ml-auto whitespace-nowrap text-text-3">
              {[format === null ? "Not read" : titleOf(format), sizeBytes === null ? null : formatBytes(sizeBytes)]
                .filter(Boolean)
                .join(", ")}
            </span>
            {problem === null ? null : <p className="w-full text-12 text-text-2">{problem}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

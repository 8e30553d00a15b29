import type { Metadata } from "next";
import Link from "next/link";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { asCaller } from "#lib/platform/database.ts";
import { countFiles, listFiles } from "#lib/queries/list-files.ts";
import { countUnparsed } from "#lib/queries/list-unparsed.ts";
import { filesFilterOf, filesQuery } from "./_components/files-filter.ts";
import { FilesView } from "./_components/files-view.tsx";

export const metadata: Metadata = { title: "Files" };

const PAGE_FILES = 50;
const MAX_COUNTED = 10_000;

export default async function FilesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { claims, organizationId } = await pageCaller();
  const params = await searchParams;
  const filter = filesFilterOf({ get: (name) => [params[name]].flat()[0] ?? null });
  const { text } = filter;
  const { unparsed, ...initial } = await asCaller(claims, async (tx) => ({
    ...(await listFiles(tx, { organizationId, states: filter.group.states, text, limit: PAGE_FILES })),
    counts: await countFiles(tx, { organizationId, text }),
    unparsed: await countUnparsed(tx, { organizationId, limit: MAX_COUNTED }),
  }));
  return (
    <>
      <TopBar crumbs={[{ label: "Files" }]} />
      <FilesView initial={initial} initialQuery={filesQuery(filter, null)}>
        {unparsed === 0 ? null : (
          <Link href="/unparsed" className="touch-target whitespace-nowrap text-text-2 hover:text-text-1">
            Kept as text{" "}
            <span className="text-text-3">
              {formatCount(unparsed)}
              {unparsed === MAX_COUNTED ? "+" : ""}
            </span>
          </Link>
        )}
      </FilesView>
    </>
  );
}

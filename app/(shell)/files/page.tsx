import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { countFiles, listFiles } from "#lib/queries/list-files.ts";
import { filesFilterOf, filesQuery } from "./_components/files-filter.ts";
import { FilesView } from "./_components/files-view.tsx";

export const metadata: Metadata = { title: "Files" };

const PAGE_FILES = 50;

export default async function FilesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { claims, organizationId } = await pageCaller();
  const params = await searchParams;
  const filter = filesFilterOf({ get: (name) => [params[name]].flat()[0] ?? null });
  const { text } = filter;
  const initial = await asCaller(claims, async (tx) => ({
    ...(await listFiles(tx, { organizationId, states: filter.group.states, text, limit: PAGE_FILES })),
    counts: await countFiles(tx, { organizationId, text }),
  }));
  return (
    <>
      <TopBar crumbs={[{ label: "Files" }]} />
      <FilesView initial={initial} initialQuery={filesQuery(filter, null)} />
    </>
  );
}

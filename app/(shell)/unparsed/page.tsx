import type { Metadata } from "next";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { groupUnparsed, listUnparsed } from "#lib/queries/list-unparsed.ts";
import { UnparsedFilters } from "./_components/unparsed-filters.tsx";
import { UnparsedGroups } from "./_components/unparsed-groups.tsx";
import { unparsedQuery } from "./_components/unparsed-query.ts";
import { UnparsedRows } from "./_components/unparsed-rows.tsx";

export const metadata: Metadata = { title: "Kept as text" };

const MAX_GROUPS = 100;
const ROWS_PER_PAGE = 50;

/** What could not be parsed in any file: by reason, and with a reason chosen one by one. */
export default async function UnparsedPage({ searchParams }: PageProps<"/unparsed">) {
  const { claims, organizationId } = await pageCaller();
  const query = unparsedQuery(await searchParams);
  const { reason, before, ...filter } = query;
  const { groups, page } = await asCaller(claims, async (tx) => ({
    groups: await groupUnparsed(tx, { organizationId, ...filter, limit: MAX_GROUPS }),
    page:
      reason === undefined
        ? null
        : await listUnparsed(tx, { organizationId, ...filter, reason, before, limit: ROWS_PER_PAGE }),
  }));
  return (
    <>
      <TopBar
        crumbs={
          reason === undefined
            ? [{ label: "Kept as text" }]
            : [{ label: "Kept as text", href: "/unparsed" }, { label: "One reason" }]
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5 max-desk:overflow-visible max-desk:px-4">
        <UnparsedFilters query={query} />
        {page === null ? <UnparsedGroups groups={groups} query={query} /> : <UnparsedRows page={page} query={query} />}
      </div>
    </>
  );
}

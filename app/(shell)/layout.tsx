import type { ReactNode } from "react";
import { pageCaller } from "#app/_session/page-caller.ts";
import { CodePopover } from "#components/code-popover.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { readCounts } from "#lib/queries/read-counts.ts";
import { readLanes } from "#lib/queries/read-lanes.ts";
import { Shell } from "./_components/shell.tsx";

export default async function ShellLayout({ children }: { children: ReactNode }) {
  const caller = await pageCaller();
  const { claims, userId, organizationId, organizationName, email, role, memberships } = caller;
  const now = await asCaller(claims, async (tx) => ({
    lanes: await readLanes(tx, organizationId),
    counts: await readCounts(tx, organizationId),
  }));
  return (
    <Shell account={{ userId, email, organizationId, organizationName, role, memberships }} initial={now}>
      {children}
      <CodePopover />
    </Shell>
  );
}

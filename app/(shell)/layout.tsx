import type { ReactNode } from "react";
import { pageCaller } from "#app/_session/page-caller.ts";
import { OwnFormatsProvider } from "#components/format-titles.tsx";
import { TeamCodesProvider } from "#components/team-codes.tsx";
import { asCaller } from "#lib/platform/database.ts";
import { listCodeExplanations } from "#lib/queries/code-explanations.ts";
import { listFormatNames } from "#lib/queries/read-formats.ts";
import { readSidebar } from "#lib/queries/read-sidebar.ts";
import { Shell } from "./_components/shell.tsx";
import { TeamCodePopover } from "./_components/team-code-popover.tsx";

export default async function ShellLayout({ children }: { children: ReactNode }) {
  const caller = await pageCaller();
  const { claims, userId, organizationId, organizationName, email, role, memberships } = caller;
  const { now, formats, explanations } = await asCaller(claims, async (tx) => ({
    now: await readSidebar(tx, organizationId),
    formats: await listFormatNames(tx, organizationId),
    explanations: await listCodeExplanations(tx, organizationId),
  }));
  return (
    <TeamCodesProvider explanations={explanations}>
      <Shell account={{ userId, email, organizationId, organizationName, role, memberships }} initial={now}>
        <OwnFormatsProvider formats={formats}>
          {children}
          <TeamCodePopover />
        </OwnFormatsProvider>
      </Shell>
    </TeamCodesProvider>
  );
}

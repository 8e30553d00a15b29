"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { KeysProvider } from "#components/keys/keys-provider.tsx";
import { LiveContext } from "#components/live-context.tsx";
import { type ShellFacts, ShellProvider } from "#components/shell-context.tsx";
import { ShellDialogProvider } from "#components/shell-dialog.tsx";
import { Toasts } from "#components/toasts/toasts.tsx";
import { useSupabase } from "#components/use-supabase.ts";
import { useOrganizationEvents } from "#lib/realtime/use-organization-events.ts";
import { ShellDialogs } from "../_dialogs/shell-dialogs.tsx";
import { ShellKeys } from "../_dialogs/shell-keys.tsx";
import { UploadsProvider } from "../_uploads/uploads-provider.tsx";
import { ConnectionStrip } from "./connection-strip.tsx";
import { Sidebar } from "./sidebar.tsx";
import { TabBar } from "./tab-bar.tsx";
import type { SidebarNow } from "./use-sidebar-now.ts";
import { useTeamWatch } from "./use-team-watch.ts";

/** What stays while pages change: navigation, live connection, uploads on their way. Pages bring no `main` of their own. */
export function Shell({
  account,
  initial,
  children,
}: {
  account: ShellFacts;
  initial: SidebarNow;
  children: ReactNode;
}) {
  const { userId, organizationId } = account;
  const router = useRouter();
  // The own role decides what the page offers; without the team the page leads elsewhere.
  const onMember = (changed: string) => changed === userId && router.refresh();
  const live = useOrganizationEvents({ supabase: useSupabase(), organizationId, onMember });
  useTeamWatch(account);
  return (
    <ShellProvider value={account}>
      <LiveContext value={live}>
        <KeysProvider>
          <ShellDialogProvider>
            <ShellKeys />
            <UploadsProvider>
              <div className="grid h-dvh grid-cols-[220px_minmax(0,1fr)] max-desk:block max-desk:h-auto max-desk:min-h-dvh max-desk:pb-[60px]">
                <Sidebar initial={initial} />
                <main className="relative my-2 mr-2 flex min-h-0 min-w-0 flex-col overflow-hidden rounded-sheet border border-border bg-surface-1 shadow-1 max-desk:m-0 max-desk:min-h-[calc(100dvh-60px)] max-desk:overflow-visible max-desk:rounded-none max-desk:border-0 max-desk:shadow-none">
                  <ConnectionStrip initial={initial} />
                  {children}
                </main>
              </div>
              <TabBar initial={initial} />
            </UploadsProvider>
            <ShellDialogs />
            <Toasts />
          </ShellDialogProvider>
        </KeysProvider>
      </LiveContext>
    </ShellProvider>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { isAtLeast } from "#lib/model/role.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import type { SourceOptions } from "#lib/queries/source-rights.ts";
import { newDraft } from "./draft.ts";
import { InboxHelp } from "./inbox-help.tsx";
import { SourceEditor } from "./source-editor.tsx";
import { SourceList } from "./source-list.tsx";
import { useSources } from "./use-sources.ts";

/** What feeds the team by itself, and the way to one more. */
export function SourcesView({ initial, options }: { initial: SourceItem[]; options: SourceOptions }) {
  const { role, organizationId } = useShell();
  const sources = useSources(initial);
  const router = useRouter();
  const [isAdding, setIsAdding] = useState(false);
  const noRight = isAtLeast(role, "admin") ? null : "Only admins and owners can add sources. Ask one of them.";
  const isEmpty = sources.every(({ kind }) => kind === "bucket");
  const add = (
    <Button variant="primary" disabledReason={noRight} onClick={() => setIsAdding(true)}>
      Add source
    </Button>
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5 max-desk:overflow-visible max-desk:px-4">
      {isAdding ? (
        <SourceEditor
          initial={newDraft("s3", organizationId)}
          saved={null}
          options={options}
          onSaved={({ id }) => router.push(`/settings/sources/${id}`)}
          onClose={() => setIsAdding(false)}
        />
      ) : (
        <div className="grid max-w-[860px] grid-cols-[minmax(0,1fr)] gap-6">
          <header className="grid justify-items-start gap-2">
            <h1 className="text-16">Which files come by themselves?</h1>
            <p className="max-w-[72ch] text-text-2">
              A source is looked at again and again, and what is new in it goes into the lanes: each content once, the
              oldest first, a changed object as the next version of its file.
            </p>
            {isEmpty ? null : add}
          </header>
          {sources.length === 0 ? null : <SourceList sources={sources} />}
          {isEmpty ? (
            <div className="-m-3.5">
              <EmptyState title="No bucket or folder is watched yet" action={add}>
                Name an S3 bucket or a folder of the server, and its logs come in without anybody sending them. Before
                it is saved you see its first files and what would become of each.
              </EmptyState>
            </div>
          ) : null}
          <InboxHelp />
        </div>
      )}
    </div>
  );
}

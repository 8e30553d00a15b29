"use client";

import { useState } from "react";
import { useShell } from "#components/shell-context.tsx";
import { isAtLeast, type Role } from "#lib/model/role.ts";
import type { TeamLaneRules } from "#lib/queries/read-lane-rules.ts";
import { RuleList } from "./rule-list.tsx";
import { SlotsTable } from "./slots-table.tsx";
import { TestPanel } from "./test-panel.tsx";
import type { LaneControl } from "./use-lane-control.ts";
import { useLaneRules, useRuleChanges, useRuleTest } from "./use-lane-rules.ts";
import { useRulesDraft } from "./use-rules-draft.ts";

const PLURAL: Record<Role, string> = { owner: "Owners", admin: "Admins", operator: "Operators", viewer: "Viewers" };

/** How files find their lanes: the rules, tried on the last files before they are saved, and the lanes' limits. */
export function LanesView({ initial }: { initial: { rules: TeamLaneRules; control: LaneControl } }) {
  const { role } = useShell();
  const saved = useLaneRules(initial.rules);
  const draft = useRulesDraft(saved);
  const test = useRuleTest(draft);
  const { save, apply } = useRuleChanges();
  const [message, setMessage] = useState<string | null>(null);
  const noRight = isAtLeast(role, "admin") ? null : `${PLURAL[role]} cannot change lanes. Ask an admin.`;

  const saveDraft = async () => {
    const { rules, otherwise, version } = draft;
    await save.mutateAsync({ rules, otherwise, version });
    draft.discard();
    setMessage("Saved. Files from now on go by these rules.");
  };
  const applyNow = async () => {
    if (draft.changes > 0) await saveDraft();
    const { looked, moved } = await apply.mutateAsync();
    setMessage(`${moved} of ${looked} waiting files changed lane.`);
  };
  // What goes wrong is shown by the panel from the mutation itself.
  const run = (work: () => Promise<void>) => () => {
    setMessage(null);
    work().catch(() => {});
  };

  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_404px] max-[1080px]:block max-[1080px]:overflow-y-auto max-desk:overflow-visible">
      <div className="min-h-0 overflow-y-auto px-6 py-4 max-[1080px]:overflow-visible max-desk:px-4">
        <RuleList saved={saved} draft={draft} test={test.data ?? null} noRight={noRight} />
        <SlotsTable initial={initial.control} noRight={noRight} />
      </div>
      <TestPanel
        draft={draft}
        test={test}
        noRight={noRight}
        problem={save.error?.message ?? apply.error?.message ?? null}
        message={message}
        isBusy={save.isPending || apply.isPending}
        onSave={run(saveDraft)}
        onApply={run(applyNow)}
        onDiscard={() => {
          setMessage(null);
          save.reset();
          draft.discard();
        }}
      />
    </div>
  );
}

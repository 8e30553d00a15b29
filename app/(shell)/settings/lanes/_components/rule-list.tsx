"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import type { LaneRule, LaneRules } from "#lib/model/lane-rule.ts";
import type { LaneRuleTest } from "#lib/model/lane-rule-test.ts";
import { FileCount } from "./file-count.tsx";
import { OtherwiseDialog } from "./otherwise-dialog.tsx";
import { RuleDialog } from "./rule-dialog.tsx";
import { RuleRow } from "./rule-row.tsx";
import { movedRule, ruleChange, withCopy } from "./rules-draft.ts";
import type { RulesDraft } from "./use-rules-draft.ts";

const NEW_RULE: Omit<LaneRule, "id"> = { name: "", lane: "high", because: "", isOn: true, condition: {} };

/** The ordered rules; the first that matches decides. */
export function RuleList({
  saved,
  draft,
  test,
  noRight,
}: {
  saved: LaneRules;
  draft: RulesDraft;
  test: LaneRuleTest | null;
  /** Why the person may not edit; null = may. */
  noRight: string | null;
}) {
  const { rules, otherwise } = draft;
  const [editing, setEditing] = useState<LaneRule | "otherwise" | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [spoken, setSpoken] = useState("");
  const [nextNo, setNextNo] = useState(1);
  const newId = () => {
    setNextNo(nextNo + 1);
    return `new-${nextNo}`;
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= rules.length || from === to) return;
    draft.setRules(movedRule(rules, from, to));
    setSpoken(`${rules[from]?.name} is now rule ${to + 1} of ${rules.length}.`);
  };
  const put = (rule: LaneRule) => {
    const isKnown = rules.some(({ id }) => id === rule.id);
    draft.setRules(isKnown ? rules.map((other) => (other.id === rule.id ? rule : other)) : [rule, ...rules]);
    setEditing(null);
  };
  return (
    <section aria-labelledby="rules-title">
      <header className="flex items-baseline gap-2.5 pb-2.5">
        <h1 id="rules-title" className="text-16 whitespace-nowrap">
          Which file goes first?
        </h1>
        <p className="min-w-0 text-text-2 max-desk:hidden">
          The first rule that matches decides, and its reason is shown on the file.
        </p>
        <Button
          className="ml-auto flex-none self-center"
          disabledReason={noRight}
          onClick={() => setEditing({ ...NEW_RULE, id: newId() })}
        >
          <Plus size={14} strokeWidth={1.75} aria-hidden="true" />
          Add rule
        </Button>
      </header>
      <ol className="overflow-hidden rounded-panel border border-border">
        {rules.map((rule, index) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            number={index + 1}
            change={ruleChange(saved, rule)}
            files={test?.byRule[rule.id] ?? null}
            noRight={noRight}
            isDropTarget={dragged !== null && dragged !== index}
            onMove={(to) => move(index, to)}
            onDrag={(isStart) => setDragged(isStart ? index : null)}
            onDrop={() => dragged !== null && move(dragged, index)}
            onEdit={() => setEditing(rule)}
            onCopy={() => draft.setRules(withCopy(rules, index, newId()))}
            onSwitch={() =>
              draft.setRules(rules.map((other) => (other === rule ? { ...rule, isOn: !rule.isOn } : other)))
            }
            onRemove={() => draft.setRules(rules.filter((other) => other !== rule))}
          />
        ))}
        <li className="flex items-center gap-3 px-3 py-2">
          <span className="w-4 flex-none max-desk:hidden" />
          <span className="w-5 flex-none text-right text-text-3">{rules.length + 1}</span>
          <button
            type="button"
            aria-disabled={noRight !== null || undefined}
            onClick={() => noRight === null && setEditing("otherwise")}
            className="min-w-0 flex-1 text-left"
          >
            <span className="flex items-center gap-1.5">
              <span className="text-text-2">Otherwise</span>
              <b className="font-medium">
                <LaneGlyph lane={otherwise.lane} />
              </b>
            </span>
            <span className="block text-12 text-text-3">because {otherwise.because}. Always last.</span>
          </button>
          <FileCount files={test?.otherwise ?? null} />
          <span className="size-control flex-none" />
        </li>
      </ol>
      <p aria-live="polite" className="sr-only">
        {spoken}
      </p>
      <RuleDialog
        rule={editing === "otherwise" ? null : editing}
        isNew={editing !== null && editing !== "otherwise" && !rules.some(({ id }) => id === editing.id)}
        noRight={noRight}
        onClose={() => setEditing(null)}
        onDone={put}
      />
      <OtherwiseDialog
        otherwise={editing === "otherwise" ? otherwise : null}
        onClose={() => setEditing(null)}
        onDone={(next) => {
          draft.setOtherwise(next);
          setEditing(null);
        }}
      />
    </section>
  );
}

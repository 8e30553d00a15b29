"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, FormProblem } from "#components/ui/field.tsx";
import type { LaneRule } from "#lib/model/lane-rule.ts";
import { LaneChoice } from "./lane-choice.tsx";
import { RuleConditions } from "./rule-conditions.tsx";
import { formOf, type RuleForm, ruleOf } from "./rule-form.ts";

/** Makes or changes one rule; nothing is saved before the list is. */
export function RuleDialog({
  rule,
  isNew,
  noRight,
  onClose,
  onDone,
}: {
  /** Null = closed. */
  rule: LaneRule | null;
  isNew: boolean;
  noRight: string | null;
  onClose: () => void;
  onDone: (rule: LaneRule) => void;
}) {
  const title = isNew ? "Add rule" : noRight === null ? "Edit rule" : "Rule";
  return (
    <Dialog isOpen={rule !== null} onClose={onClose} label={title} className="max-w-[680px]">
      {rule === null ? null : <RuleEditor key={rule.id} {...{ rule, title, noRight, onClose, onDone }} />}
    </Dialog>
  );
}

function RuleEditor({
  rule,
  title,
  noRight,
  onClose,
  onDone,
}: {
  rule: LaneRule;
  title: string;
  noRight: string | null;
  onClose: () => void;
  onDone: (rule: LaneRule) => void;
}) {
  const [form, setForm] = useState(() => formOf(rule));
  const [problem, setProblem] = useState<string | null>(null);
  const set = (change: Partial<RuleForm>) => {
    setForm({ ...form, ...change });
    setProblem(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const made = ruleOf(form, rule.id);
    if ("problem" in made) setProblem(made.problem);
    else onDone(made.rule);
  };
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col">
      {/* A fieldset that scrolls itself is drawn over what follows it. */}
      <div className="min-h-0 flex-1 overflow-y-auto">
        <fieldset disabled={noRight !== null} className="grid gap-4 p-4">
          <h2 className="text-14">{title}</h2>
          <Field
            label="Name"
            size="normal"
            value={form.name}
            maxLength={80}
            onChange={(e) => set({ name: e.target.value })}
          />
          <RuleConditions form={form} set={set} />
          <LaneChoice lane={form.lane} onChange={(lane) => set({ lane })} />
          <Field
            label="Because"
            size="normal"
            value={form.because}
            maxLength={200}
            placeholder="failed installs block the rollout"
            hint="Shown on every file that this rule puts into its lane."
            onChange={(e) => set({ because: e.target.value })}
          />
          <label className="flex items-center gap-2">
            <input type="checkbox" checked={form.isOn} onChange={(e) => set({ isOn: e.target.checked })} />
            Rule is on
          </label>
        </fieldset>
      </div>
      <footer className="flex flex-none flex-wrap items-center gap-2 border-t border-border p-3.5">
        <Button type="submit" variant="primary" disabledReason={noRight}>
          {title === "Add rule" ? "Add rule" : "Use rule"}
        </Button>
        <Button onClick={onClose}>{noRight === null ? "Cancel" : "Close"}</Button>
        <FormProblem>{problem ?? noRight}</FormProblem>
      </footer>
    </form>
  );
}

"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, FormProblem } from "#components/ui/field.tsx";
import { type LaneRules, otherwiseSchema } from "#lib/model/lane-rule.ts";
import { LaneChoice } from "./lane-choice.tsx";

type Otherwise = LaneRules["otherwise"];

/** Where a file goes that no rule is for. */
export function OtherwiseDialog({
  otherwise,
  onClose,
  onDone,
}: {
  /** Null = closed. */
  otherwise: Otherwise | null;
  onClose: () => void;
  onDone: (otherwise: Otherwise) => void;
}) {
  return (
    <Dialog isOpen={otherwise !== null} onClose={onClose} label="Otherwise" className="max-w-[480px]">
      {otherwise === null ? null : <OtherwiseEditor {...{ otherwise, onClose, onDone }} />}
    </Dialog>
  );
}

function OtherwiseEditor({
  otherwise,
  onClose,
  onDone,
}: {
  otherwise: Otherwise;
  onClose: () => void;
  onDone: (otherwise: Otherwise) => void;
}) {
  const [form, setForm] = useState(otherwise);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = otherwiseSchema.safeParse(form);
    if (parsed.success) onDone(parsed.data);
    else setProblem(`${parsed.error.issues[0]?.message ?? "This can't be saved"}.`);
  };
  return (
    <form onSubmit={submit} className="grid gap-4 p-4">
      <h2 className="text-14">Otherwise</h2>
      <LaneChoice lane={form.lane} onChange={(lane) => setForm({ ...form, lane })} />
      <Field
        label="Because"
        size="normal"
        value={form.because}
        maxLength={200}
        onChange={(event) => setForm({ ...form, because: event.target.value })}
      />
      <FormProblem>{problem}</FormProblem>
      <div className="flex gap-2">
        <Button type="submit" variant="primary">
          Use lane
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}

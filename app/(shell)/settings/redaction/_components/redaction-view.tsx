"use client";

import { useState } from "react";
import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { BUILT_IN_REDACTIONS, type RedactionRules, redactionRulesSchema } from "#lib/model/redaction.ts";
import { isAtLeast } from "#lib/model/role.ts";
import { redactionProblem } from "#lib/normalise/redact/redaction-problem.ts";
import type { TeamRedactionRules } from "#lib/queries/redaction-rules.ts";
import { ModeChoice } from "./mode-choice.tsx";
import { OwnPatterns } from "./own-patterns.tsx";
import { RedactionTrial } from "./redaction-trial.tsx";
import { RULE_WORDS } from "./rule-words.ts";
import { useRedaction } from "./use-redaction.ts";

/** What is replaced before a line is stored, tried on lines of a person's choice before it is saved. */
export function RedactionView({ initial }: { initial: TeamRedactionRules }) {
  const { role } = useShell();
  const { saved, save } = useRedaction(initial);
  const [draft, setDraft] = useState<RedactionRules | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const rules = draft ?? saved.rules;
  const noRight = isAtLeast(role, "admin") ? null : "Only admins and owners can change what is redacted.";
  const change = (changes: Partial<RedactionRules>) => {
    setMessage(null);
    setDraft({ ...rules, ...changes });
  };
  const isChanged = draft !== null && JSON.stringify(draft) !== JSON.stringify(saved.rules);
  const submit = () =>
    save.mutate(
      { rules, version: saved.version },
      {
        onSuccess: () => {
          setDraft(null);
          setMessage("Saved. Files that are read from now on go by these rules.");
        },
      },
    );
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_440px] max-[1080px]:block max-[1080px]:overflow-y-auto max-desk:overflow-visible">
      <div className="grid min-h-0 content-start gap-6 overflow-y-auto px-6 py-5 max-[1080px]:overflow-visible max-desk:px-4">
        <Introduction saved={saved} />
        <BuiltInRules rules={rules} noRight={noRight} onChange={change} />
        <OwnPatterns own={rules.own} noRight={noRight} onChange={(own) => change({ own })} />
        <div className="grid gap-2 border-t border-border pt-3.5">
          {save.error ? (
            <div role="alert" className="text-12">
              <FieldError>{save.error.message}</FieldError>
            </div>
          ) : null}
          <p aria-live="polite" className="text-12 text-text-2 empty:hidden">
            {message}
          </p>
          <div className="flex gap-2">
            <Button
              variant="primary"
              isBusy={save.isPending}
              disabledReason={noRight ?? (isChanged ? problemOf(rules) : "Nothing is changed.")}
              onClick={submit}
            >
              Save rules
            </Button>
            <Button
              disabledReason={isChanged ? null : "Nothing is changed."}
              onClick={() => {
                save.reset();
                setDraft(null);
              }}
            >
              Discard
            </Button>
          </div>
        </div>
      </div>
      <RedactionTrial rules={rules} />
    </div>
  );
}

function Introduction({ saved }: { saved: TeamRedactionRules }) {
  return (
    <header>
      <h1 className="text-16">What must not be stored?</h1>
      <p className="max-w-[62ch] text-text-2">
        It is replaced by as many characters before a line is stored, in its record and in its original bytes. Files
        that were read before stay as they are until they are read again, and the uploaded file itself is kept as it
        came.
      </p>
      {saved.changedAtMs === null ? null : (
        <p className="text-12 text-text-3">
          Changed by {saved.changedBy ?? "a former member"} <Time at={saved.changedAtMs} />
        </p>
      )}
    </header>
  );
}

function BuiltInRules({
  rules,
  noRight,
  onChange,
}: {
  rules: RedactionRules;
  noRight: string | null;
  onChange: (changes: Partial<RedactionRules>) => void;
}) {
  return (
    <ul className="grid divide-y divide-border rounded-panel border border-border">
      {BUILT_IN_REDACTIONS.map((name) => (
        <li key={name} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-3">
          <div className="min-w-0 flex-1 basis-[240px]">
            <div className="font-medium">{RULE_WORDS[name].title}</div>
            <div className="text-12 text-text-2">{RULE_WORDS[name].finds}</div>
          </div>
          <ModeChoice
            name={RULE_WORDS[name].title}
            mode={rules.builtIn[name]}
            isOff={noRight !== null}
            onChange={(mode) => onChange({ builtIn: { ...rules.builtIn, [name]: mode } })}
          />
        </li>
      ))}
    </ul>
  );
}

function problemOf(rules: RedactionRules): string | null {
  const parsed = redactionRulesSchema.safeParse(rules);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? "Something is missing.";
  const refused = redactionProblem(rules);
  return refused === null ? null : `The pattern of "${refused.name}" ${refused.problem}`;
}

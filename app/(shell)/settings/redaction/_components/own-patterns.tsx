"use client";

import { Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { MAX_OWN_REDACTIONS, type OwnRedaction } from "#lib/model/redaction.ts";
import { patternProblem } from "#lib/streams/linear-pattern.ts";
import { ModeChoice } from "./mode-choice.tsx";

interface OwnPatternsProps {
  own: readonly OwnRedaction[];
  noRight: string | null;
  onChange: (own: OwnRedaction[]) => void;
}

/** A team's own patterns: each with the name that takes the place of what it finds. */
export function OwnPatterns({ own, noRight, onChange }: OwnPatternsProps) {
  const change = (index: number, changes: Partial<OwnRedaction>) =>
    onChange(own.map((rule, at) => (at === index ? { ...rule, ...changes } : rule)));
  const isFull = own.length >= MAX_OWN_REDACTIONS;
  return (
    <section aria-labelledby="own-patterns" className="grid gap-3">
      <div>
        <h2 id="own-patterns" className="text-14">
          Your patterns
        </h2>
        <p className="text-text-2">
          Regular expressions (RE2). What the first group matches is replaced, or the whole match without a group.
        </p>
      </div>
      {own.length === 0 ? <p className="text-text-3">None yet.</p> : null}
      {own.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are edited in place, and names may be empty or the same.
        <div key={index} className="grid gap-2 rounded-panel border border-border p-3">
          <div className="grid grid-cols-[160px_minmax(0,1fr)] gap-2 max-desk:grid-cols-1">
            <Field
              size="normal"
              label="Name"
              value={rule.name}
              readOnly={noRight !== null}
              error={nameProblem(rule.name, index, own)}
              onChange={(event) => change(index, { name: event.target.value })}
            />
            <Field
              size="normal"
              label="Pattern"
              className="font-mono"
              value={rule.pattern}
              readOnly={noRight !== null}
              error={rule.pattern === "" ? null : problemOf(rule.pattern)}
              onChange={(event) => change(index, { pattern: event.target.value })}
            />
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <ModeChoice
              name={rule.name || `pattern ${index + 1}`}
              mode={rule.mode}
              isOff={noRight !== null}
              onChange={(mode) => change(index, { mode })}
            />
            <Button
              variant="quiet"
              className="ml-auto"
              disabledReason={noRight}
              onClick={() => onChange(own.filter((_, at) => at !== index))}
            >
              <Trash2 size={14} strokeWidth={1.75} aria-hidden="true" />
              Remove {rule.name || "pattern"}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          disabledReason={noRight ?? (isFull ? `A team has ${MAX_OWN_REDACTIONS} patterns at most.` : null)}
          onClick={() => onChange([...own, { name: "", pattern: "", mode: "mask" }])}
        >
          Add pattern
        </Button>
      </div>
    </section>
  );
}

function problemOf(pattern: string): string | null {
  const problem = patternProblem(pattern);
  return problem === null ? null : `This ${problem}`;
}

function nameProblem(name: string, index: number, own: readonly OwnRedaction[]): string | null {
  if (name !== "" && !/^[a-z][a-z0-9-]{0,23}$/.test(name)) return "Lower case letters, digits and hyphens, 24 at most.";
  return own.some((rule, at) => at < index && rule.name === name && name !== "")
    ? "Another pattern has this name."
    : null;
}

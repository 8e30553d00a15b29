import { type ReactNode, useId } from "react";
import type { SourceDraft } from "./draft.ts";
import type { FieldProblems } from "./field-problems.ts";

/** What each part of the editor is given. */
export interface FieldsProps {
  draft: SourceDraft;
  problems: FieldProblems;
  onChange: (changes: Partial<SourceDraft>) => void;
}

/** Fields that belong together, under a heading. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="text-14">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Two fields beside each other, below each other on the phone. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 items-start gap-3 max-desk:grid-cols-1">{children}</div>;
}

type TextName = Exclude<keyof SourceDraft, "kind" | "forcePathStyle" | "checksums" | "credentials" | "lane" | "after">;

/** What a text field of the draft needs: its value, what is wrong, and how it changes. */
export function textField({ draft, problems, onChange }: FieldsProps, name: TextName, path: string) {
  return {
    size: "normal" as const,
    value: draft[name],
    error: problems[path],
    spellCheck: false,
    autoComplete: "off",
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
  };
}

"use client";

import { useDeferredValue, useId, useMemo, useState } from "react";
import { LogText } from "#components/log-text.tsx";
import type { RedactionRules } from "#lib/model/redaction.ts";
import { createRedactor } from "#lib/normalise/redact/redactor.ts";

const EXAMPLE = [
  'msiexec /i tallybook.msi ADMINPASSWORD="Not4Real-99" /qn',
  '{"user":"avery@example.com","authorization":"Bearer 0f1e2d3c4b5a69788796a5b4"}',
  "GET /export?sig=9f8e7d6c5b4a39281706 from 198.51.100.7 by 2001:db8::7",
].join("\n");
/** Hashes on this page only show what they look like; real ones depend on the team's key, which no browser has. */
const TRIAL_KEY = new Uint8Array(32);

/** Text of a person's choice, beside what would be stored of it by the rules on the screen. */
export function RedactionTrial({ rules }: { rules: RedactionRules }) {
  const [text, setText] = useState(EXAMPLE);
  const id = useId();
  const settled = useDeferredValue(text);
  const stored = useMemo(() => tried(settled, rules), [settled, rules]);
  return (
    <aside
      aria-label="Try"
      className="flex min-h-0 flex-col gap-3 border-l border-border px-5 py-4 max-[1080px]:border-t max-[1080px]:border-l-0 max-desk:px-4"
    >
      <label htmlFor={id} className="font-medium">
        Lines to try
      </label>
      <textarea
        id={id}
        rows={7}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-full resize-y rounded-control border border-border-control bg-surface-1 p-2 font-mono text-12 leading-[1.6] hover:border-text-3"
      />
      <h2 className="text-13 font-medium">What would be stored</h2>
      <output
        aria-live="polite"
        className="block overflow-x-auto rounded-control bg-surface-2 p-2 font-mono text-12 leading-[1.6] wrap-anywhere whitespace-pre-wrap"
      >
        {stored.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place.
          <div key={index}>
            <LogText text={line} />
          </div>
        ))}
      </output>
      <p className="text-12 text-text-3">Nothing of this is sent or kept.</p>
    </aside>
  );
}

function tried(text: string, rules: RedactionRules): string[] {
  try {
    return (createRedactor(rules, TRIAL_KEY)?.redactText(text) ?? text).split("\n");
  } catch {
    return ["A pattern can't be used yet."];
  }
}

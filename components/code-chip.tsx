"use client";

import type { CodeContext } from "#lib/codes/explain-code.ts";
import { CodeTrigger } from "./code-popover.tsx";

interface CodeChipProps {
  /** As the log writes it. */
  code: string;
  /** Where it stands: the same number can mean different things. */
  context?: CodeContext;
}

/** An error code as a chip that says on hover, focus and click what it means. Not for inside links and buttons. */
export function CodeChip({ code, context }: CodeChipProps) {
  return (
    <CodeTrigger
      code={code}
      context={context}
      className="inline-flex h-5 cursor-default items-center rounded-chip bg-surface-3 px-[7px] align-middle font-mono text-12 font-medium whitespace-nowrap text-text-1 hover:inset-ring hover:inset-ring-border-strong data-popup-open:inset-ring data-popup-open:inset-ring-border-strong"
    >
      {code}
    </CodeTrigger>
  );
}

"use client";

import { Check, Copy, SquareTerminal } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** A command line with a button that copies it. */
export function CopyCommand({ command }: { command: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(command);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 2000);
  };
  return (
    <div className="flex items-center gap-2 rounded-panel border border-border bg-surface-1 py-2 pr-2 pl-3 font-mono text-12">
      <SquareTerminal size={14} strokeWidth={1.75} className="flex-none text-text-3" aria-hidden="true" />
      <code className="min-w-0 truncate">{command}</code>
      <span className="ml-auto">
        <Button variant="quiet" size="small" isIcon aria-label={isCopied ? "Copied" : "Copy command"} onClick={copy}>
          {isCopied ? (
            <Check size={14} strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <Copy size={14} strokeWidth={1.75} aria-hidden="true" />
          )}
        </Button>
      </span>
    </div>
  );
}

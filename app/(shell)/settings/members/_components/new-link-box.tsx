"use client";

import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { ROLE_WORDS } from "#components/role-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import type { NewLink } from "./use-members.ts";

/** The link just made; it can't be shown again. */
export function NewLinkBox({ link: { invitation, path } }: { link: NewLink }) {
  const [isCopied, setIsCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const noteId = useId();
  const copy = async () => {
    field.current?.select();
    // Browsers refuse without a secure page; then it is marked and can be copied by hand.
    await navigator.clipboard?.writeText(field.current?.value ?? "").then(
      () => setIsCopied(true),
      () => {},
    );
  };
  return (
    <div className="grid gap-1.5 rounded-panel bg-surface-2 p-3" role="status">
      <div className="flex gap-2">
        <Input
          ref={field}
          readOnly
          aria-label="Invitation link"
          aria-describedby={noteId}
          value={`${window.location.origin}${path}`}
          onFocus={(event) => event.target.select()}
          className="font-mono text-12"
        />
        <Button onClick={copy}>
          {isCopied ? (
            <Check size={16} strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <Copy size={16} strokeWidth={1.75} aria-hidden="true" />
          )}
          {isCopied ? "Copied" : "Copy link"}
        </Button>
      </div>
      <p id={noteId} className="text-12 text-text-3">
        Shown once: copy it now. It makes {invitation.email ?? "one person"}{" "}
        {ROLE_WORDS[invitation.role].label.toLowerCase()} of the team and works until{" "}
        <Time at={invitation.expiresAtMs} />.
      </p>
    </div>
  );
}

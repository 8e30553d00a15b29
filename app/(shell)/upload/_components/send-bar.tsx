"use client";

import { useEffect, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/field.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { suggestTarget, targetOfPath } from "../../_uploads/suggest-target.ts";
import { isUnsent, type UploadItem } from "../../_uploads/upload-item.ts";
import { useUploadQueue } from "../../_uploads/uploads-provider.tsx";

/** What the unsent files belong to, and the button that sends them. */
export function SendBar({ items }: { items: readonly UploadItem[] }) {
  const queue = useUploadQueue();
  const unsent = items.filter(isUnsent);
  const suggestion = suggestTarget(unsent.map((item) => item.path));
  // Null = not touched: the folder's name stands in it.
  const [typed, setTyped] = useState<{ deployment: string | null; device: string | null }>({
    deployment: null,
    device: null,
  });
  const deployment = typed.deployment ?? suggestion.deployment ?? "";
  const device = typed.device ?? (suggestion.device === "by folder" ? "" : (suggestion.device ?? ""));
  const isByFolder = typed.device === null && suggestion.device === "by folder";

  const send = () => {
    queue.send((item) => ({
      deployment: deployment.trim() || null,
      device: isByFolder ? targetOfPath(item.path).device : device.trim() || null,
    }));
    setTyped({ deployment: null, device: null });
  };
  useSendKey(unsent.length > 0 ? send : null);
  if (unsent.length === 0) return null;
  return (
    <section
      aria-label="Send"
      className="flex flex-none flex-wrap items-center gap-x-4 gap-y-2 border-t border-border bg-surface-1 px-6 py-3.5 max-desk:sticky max-desk:bottom-[60px] max-desk:z-10 max-desk:px-4 max-desk:py-2.5"
    >
      <SendField
        label="Deployment"
        placeholder="None"
        value={deployment}
        onChange={(value) => setTyped({ ...typed, deployment: value })}
      />
      <SendField
        label="Device"
        placeholder={isByFolder ? "From folder names" : "From content"}
        value={device}
        onChange={(value) => setTyped({ ...typed, device: value })}
      />
      <div className="ml-auto flex gap-2 max-desk:ml-0 max-desk:w-full">
        <Button variant="primary" onClick={send} className="max-desk:h-11 max-desk:flex-1">
          Send {formatPlural(unsent.length, "file")}
          <span className="max-desk:hidden">
            <KeyHint isOnInk>Ctrl Enter</KeyHint>
          </span>
        </Button>
      </div>
    </section>
  );
}

function SendField({
  label,
  placeholder,
  value,
  onChange,
}: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex min-w-0 items-center gap-2.5 max-desk:flex-1 max-desk:flex-col max-desk:items-stretch max-desk:gap-1">
      <label htmlFor={id} className="text-text-3 max-desk:text-12">
        {label}
      </label>
      <Input
        id={id}
        value={value}
        maxLength={200}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        className="w-44 max-desk:w-full"
      />
    </div>
  );
}

/** Ctrl Enter (or Cmd Enter) sends, from anywhere on the page. */
function useSendKey(send: (() => void) | null): void {
  useEffect(() => {
    if (!send) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      send();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [send]);
}

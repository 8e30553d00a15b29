"use client";

import { useState } from "react";
import { useKeys } from "#components/keys/keys-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { isUnsent, type UploadItem } from "../../_uploads/upload-item.ts";
import { useUploadQueue } from "../../_uploads/uploads-provider.tsx";
import { TargetField } from "./target-field.tsx";
import { useTarget } from "./use-target.ts";

/** What the unsent files belong to, and the button that sends them. */
export function SendBar({ unsent, selected }: { unsent: readonly UploadItem[]; selected: UploadItem }) {
  const queue = useUploadQueue();
  const target = useTarget(unsent);
  const [isOpen, setIsOpen] = useState(false);
  const send = () => {
    queue.send(target.of);
    target.reset();
  };
  useKeys("Drop files", unsent.length > 0 ? [{ keys: "ctrl+enter", label: "Send the files", run: send }] : []);
  if (unsent.length === 0) return null;
  return (
    <section
      aria-label="Send"
      className="flex min-h-[60px] flex-none flex-wrap items-center gap-x-4 gap-y-2 border-t border-border bg-surface-1 px-6 py-2.5 max-desk:sticky max-desk:bottom-[60px] max-desk:z-10 max-desk:px-4"
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="touch-target flex w-full min-w-0 items-baseline gap-2 text-12 text-text-3 desk:hidden"
      >
        <span className="min-w-0 truncate">{targetSentence(target.deployment.value, target.device)}</span>
        <span className="ml-auto font-medium text-accent">{isOpen ? "Done" : "Change"}</span>
      </button>
      <div
        className={classNames(
          "flex min-w-0 items-center gap-x-4 gap-y-2 max-desk:w-full max-desk:flex-col max-desk:items-stretch",
          !isOpen && "max-desk:hidden",
        )}
      >
        <TargetField of="deployment" field={target.deployment} />
        <TargetField of="device" field={target.device} />
      </div>
      <div className="ml-auto flex gap-2 max-desk:ml-0 max-desk:w-full">
        {isUnsent(selected) ? (
          <span className="max-desk:hidden">
            <Button onClick={() => queue.remove(selected.id)}>Remove</Button>
          </span>
        ) : null}
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

/** "Deployment Wave 7, device from content" */
function targetSentence(deployment: string, device: { value: string; placeholder: string }): string {
  const to = deployment.trim() === "" ? "No deployment" : `Deployment ${deployment.trim()}`;
  const on = device.value.trim() === "" ? device.placeholder.toLowerCase() : device.value.trim();
  return `${to}, device ${on}`;
}

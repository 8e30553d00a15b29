"use client";

import { Switch } from "@base-ui/react/switch";
import { X } from "lucide-react";
import { useId } from "react";
import type { KeyGroup } from "#components/keys/key-map.ts";
import { keyNames } from "#components/keys/key-names.ts";
import { useKeyGroups } from "#components/keys/keys-provider.tsx";
import { singleKeys, useSingleKeys } from "#components/keys/single-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";

/** Every key that works on this page, and the switch for those that are pressed alone. */
export function KeySheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const groups = byTitle(useKeyGroups());
  return (
    <Dialog isOpen={isOpen} onClose={onClose} label="Keys" className="max-w-[640px]">
      <header className="flex h-[42px] flex-none items-center border-b border-border pr-2 pl-4">
        <h2 className="text-14">Keys</h2>
        <span className="ml-auto">
          <Button variant="quiet" isIcon aria-label="Close" onClick={onClose}>
            <X size={16} strokeWidth={1.75} aria-hidden="true" />
          </Button>
        </span>
      </header>
      <div
        className={classNames(
          "min-h-0 flex-1 gap-8 overflow-y-auto overscroll-contain px-4 py-3",
          groups.length > 1 && "columns-2 max-desk:columns-1",
        )}
      >
        {groups.map((group) => (
          <section key={group.title} className="mb-4 break-inside-avoid">
            <h3 className="pb-1 text-12 font-medium text-text-3">{group.title}</h3>
            <dl>
              {group.bindings.map(({ keys, label }) => (
                <div key={keys} className="flex min-h-7 items-center gap-3">
                  <dt className="order-last ml-auto flex flex-none items-center gap-1 font-normal">
                    <Keys keys={keys} />
                  </dt>
                  <dd className="min-w-0 text-text-2">{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <SingleKeysSwitch />
    </Dialog>
  );
}

function Keys({ keys }: { keys: string }) {
  const isSequence = keys.includes(" ") && keys !== " ";
  return keyNames(keys).map((name, place) => (
    <span key={name} className="flex items-center gap-1 text-12 text-text-3">
      {isSequence && place > 0 ? "then" : null}
      <KeyHint>{name}</KeyHint>
    </span>
  ));
}

function SingleKeysSwitch() {
  const isOn = useSingleKeys();
  const noteId = useId();
  return (
    <footer className="flex flex-none items-center gap-3 border-t border-border bg-surface-2 px-4 py-2.5">
      <div className="min-w-0">
        <span className="font-medium">Keys without Ctrl</span>
        <p id={noteId} className="text-12 text-text-3">
          Switch them off when speech input or a habit presses them by accident. Kept in this browser.
        </p>
      </div>
      <Switch.Root
        aria-label="Keys without Ctrl"
        aria-describedby={noteId}
        checked={isOn}
        onCheckedChange={(next) => singleKeys.turn(next)}
        className="touch-target relative ml-auto h-4 w-7 flex-none rounded-full inset-ring-[1.5px] inset-ring-border-control data-checked:bg-ink data-checked:inset-ring-0"
      >
        <Switch.Thumb className="absolute top-[3px] left-[3px] size-2.5 rounded-full bg-border-control transition-[translate] duration-(--fast) data-checked:translate-x-3 data-checked:bg-on-ink" />
      </Switch.Root>
    </footer>
  );
}

/** Groups of the same title as one; of keys that were taken over only the binding that counts. */
function byTitle(groups: readonly KeyGroup[]): KeyGroup[] {
  const winner = new Map(groups.flatMap(({ bindings }) => bindings).map((binding) => [binding.keys, binding]));
  const titles = [...new Set(groups.map(({ title }) => title))];
  return titles
    .map((title) => ({
      title,
      bindings: groups
        .filter((group) => group.title === title)
        .flatMap(({ bindings }) => bindings.filter((binding) => winner.get(binding.keys) === binding)),
    }))
    .filter(({ bindings }) => bindings.length > 0);
}

"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog } from "./dialog.tsx";
import { KeyHint } from "./key-hint.tsx";

export interface PickItem {
  id: string;
  label: string;
  /** Shown before the label, in code type: what the label explains. */
  code?: string;
  icon?: ReactNode;
  /** After the label, quieter. */
  detail?: string;
  /** The keys that do the same. */
  keys?: string[];
}

export interface PickGroup<Item extends PickItem> {
  label: string;
  items: Item[];
}

/** A field over a list of what it finds: arrows choose, Enter takes. The caller finds. */
export function PickDialog<Item extends PickItem>(props: {
  isOpen: boolean;
  onClose: () => void;
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  groups: PickGroup<Item>[];
  onPick: (item: Item) => void;
  onHighlight?: (item: Item | null) => void;
  /** In place of the list when nothing was found. */
  empty: ReactNode;
  /** Below the list. */
  footer?: ReactNode;
}) {
  const groups = props.groups.filter(({ items }) => items.length > 0);
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      label={props.label}
      className="max-h-[min(100%,560px)]! max-w-[560px]"
    >
      <Autocomplete.Root
        open
        inline
        items={groups}
        filter={null}
        value={props.text}
        // Taking an item would write its label into the field.
        onValueChange={(text, { reason }) => reason !== "item-press" && props.onText(text)}
        itemToStringValue={(item: Item) => item.label}
        onItemHighlighted={(item) => props.onHighlight?.(item ?? null)}
        autoHighlight="always"
        keepHighlight
      >
        <div className="flex h-[42px] flex-none items-center gap-2.5 border-b border-border px-3 max-desk:h-12">
          <Search size={16} strokeWidth={1.75} className="flex-none text-text-3" aria-hidden="true" />
          <Autocomplete.Input
            aria-label={props.label}
            placeholder={props.placeholder}
            spellCheck={false}
            className="h-full min-w-0 flex-1 bg-transparent text-14 text-text-1 outline-none max-desk:text-16"
          />
          <button type="button" onClick={props.onClose} aria-label="Esc: close" className="touch-target">
            <KeyHint>Esc</KeyHint>
          </button>
        </div>
        {groups.length === 0 ? <div className="p-3.5 text-text-2">{props.empty}</div> : null}
        <Autocomplete.List className="min-h-0 flex-1 scroll-py-1 overflow-y-auto overscroll-contain py-1 empty:hidden">
          {(group: PickGroup<Item>) => (
            <Autocomplete.Group key={group.label} items={group.items}>
              <Autocomplete.GroupLabel className="px-3 pt-2 pb-1 text-12 text-text-3">
                {group.label}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(item: Item) => <Row key={item.id} item={item} onPick={props.onPick} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
        {props.footer}
      </Autocomplete.Root>
    </Dialog>
  );
}

function Row<Item extends PickItem>({ item, onPick }: { item: Item; onPick: (item: Item) => void }) {
  return (
    <Autocomplete.Item
      value={item}
      onClick={() => onPick(item)}
      className="group flex h-[34px] cursor-default items-center gap-2 px-3 text-text-2 outline-none select-none data-highlighted:bg-surface-3 data-highlighted:text-text-1 pointer-coarse:h-11"
    >
      {item.icon ? <span className="flex-none text-text-3">{item.icon}</span> : null}
      {item.code ? (
        <span className="flex-none rounded-chip bg-surface-3 px-[7px] font-mono text-12 leading-5 font-medium text-text-1 group-data-highlighted:bg-overlay">
          {item.code}
        </span>
      ) : null}
      <span className="min-w-0 truncate">{item.label}</span>
      <span className="ml-auto flex min-w-0 flex-none items-center gap-1 pl-3 text-12 text-text-3">
        {item.detail ? <span className="max-w-56 truncate max-desk:max-w-32">{item.detail}</span> : null}
        {item.keys?.map((key) => (
          <span key={key} className="pointer-coarse:hidden">
            <KeyHint>{key}</KeyHint>
          </span>
        ))}
      </span>
    </Autocomplete.Item>
  );
}

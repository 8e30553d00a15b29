"use client";

import { ArrowDown, ArrowUp, Copy, Ellipsis, GripVertical, Pencil, Power, Trash2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { buttonClass } from "#components/ui/button-class.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "#components/ui/menu.tsx";
import type { LaneRule } from "#lib/model/lane-rule.ts";
import { FileCount } from "./file-count.tsx";
import { RuleSentence } from "./rule-sentence.tsx";
import type { RuleChange } from "./rules-draft.ts";

const ICON = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** One rule: its place, its sentence, what it decides, and what can be done with it. */
export function RuleRow({
  rule,
  number,
  change,
  files,
  noRight,
  isDropTarget,
  onMove,
  onDrag,
  onDrop,
  onEdit,
  onCopy,
  onSwitch,
  onRemove,
}: {
  rule: LaneRule;
  /** From 1. */
  number: number;
  change: RuleChange;
  files: number | null;
  noRight: string | null;
  isDropTarget: boolean;
  /** To an index from 0. */
  onMove: (to: number) => void;
  onDrag: (isStart: boolean) => void;
  onDrop: () => void;
  onEdit: () => void;
  onCopy: () => void;
  onSwitch: () => void;
  onRemove: () => void;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || noRight !== null || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? number - 2 : number);
  };
  return (
    <li
      onDragOver={(event) => isDropTarget && event.preventDefault()}
      onDrop={onDrop}
      className={classNames(
        "flex items-center gap-3 border-b border-border px-3 py-2",
        change !== null && "bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]",
        isDropTarget && "hover:border-accent",
      )}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same is done by Alt and arrows on the rule, and in its menu. */}
      <span
        draggable={noRight === null}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", rule.name);
          const row = event.currentTarget.closest("li");
          if (row) event.dataTransfer.setDragImage(row, 12, 12);
          onDrag(true);
        }}
        onDragEnd={() => onDrag(false)}
        title={noRight ?? "Drag, or Alt and arrows"}
        className={classNames("w-4 flex-none text-text-3 max-desk:hidden", noRight === null && "cursor-grab")}
      >
        <GripVertical {...ICON} />
      </span>
      <span className="w-5 flex-none text-right text-text-3">{number}</span>
      <button
        type="button"
        aria-keyshortcuts={noRight === null ? "Alt+ArrowUp Alt+ArrowDown" : undefined}
        onKeyDown={onKeyDown}
        onClick={onEdit}
        className={classNames("min-w-0 flex-1 text-left", !rule.isOn && "opacity-60")}
      >
        <span className="sr-only">{`Rule ${number}, `}</span>
        <RuleSentence rule={rule} change={change} />
      </button>
      <FileCount files={rule.isOn ? files : 0} />
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`Change rule ${number}`}
            className={buttonClass({ variant: "quiet", isIcon: true })}
          >
            <Ellipsis {...ICON} />
          </button>
        }
      >
        {noRight === null ? (
          <>
            <MenuItem icon={<Pencil {...ICON} />} onSelect={onEdit}>
              Edit rule
            </MenuItem>
            <MenuItem icon={<Copy {...ICON} />} onSelect={onCopy}>
              Duplicate rule
            </MenuItem>
            <MenuItem icon={<Power {...ICON} />} onSelect={onSwitch}>
              {rule.isOn ? "Turn rule off" : "Turn rule on"}
            </MenuItem>
            <MenuItem icon={<ArrowUp {...ICON} />} onSelect={() => onMove(number - 2)}>
              Move up
            </MenuItem>
            <MenuItem icon={<ArrowDown {...ICON} />} onSelect={() => onMove(number)}>
              Move down
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Trash2 {...ICON} />} onSelect={onRemove}>
              Remove rule
            </MenuItem>
          </>
        ) : (
          <MenuNote>{noRight}</MenuNote>
        )}
      </Menu>
    </li>
  );
}

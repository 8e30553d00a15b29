"use client";

import { Search } from "lucide-react";
import { useShellDialog } from "./shell-dialog.tsx";
import { buttonClass } from "./ui/button-class.ts";
import { KeyHint } from "./ui/key-hint.tsx";

/** Opens search and commands: a field's look on a desktop, an icon on a phone. */
export function SearchButton() {
  const { show } = useShellDialog();
  const open = () => show("palette");
  return (
    <>
      <button
        type="button"
        onClick={open}
        aria-keyshortcuts="Control+K"
        className="mr-2 flex h-control w-[clamp(150px,24vw,300px)] items-center gap-2 rounded-control border border-border bg-surface-2 pr-1.5 pl-2.5 text-text-3 transition-colors duration-(--fast) hover:border-border-strong max-desk:hidden"
      >
        <Search size={14} strokeWidth={1.75} className="flex-none" aria-hidden="true" />
        <span className="min-w-0 truncate">Search devices, files, codes</span>
        <span className="ml-auto flex-none">
          <KeyHint>Ctrl K</KeyHint>
        </span>
      </button>
      <span className="hidden max-desk:block">
        <button
          type="button"
          onClick={open}
          aria-label="Search"
          className={buttonClass({ variant: "quiet", isIcon: true })}
        >
          <Search size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </span>
    </>
  );
}

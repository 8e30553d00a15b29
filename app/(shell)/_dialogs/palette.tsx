"use client";

import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useState } from "react";
import { useShell } from "#components/shell-context.tsx";
import { useShellDialog } from "#components/shell-dialog.tsx";
import { signOut } from "#components/sign-out.ts";
import { useTeamCodes } from "#components/team-codes.tsx";
import { PickDialog, type PickGroup } from "#components/ui/pick-dialog.tsx";
import { useCodeNames } from "#components/use-code-names.ts";
import { switchTeam } from "../_components/switch-team.ts";
import { CodeFooter } from "./code-footer.tsx";
import {
  ACTION_ITEMS,
  codeItems,
  foundItems,
  PAGE_ITEMS,
  type PaletteItem,
  type PaletteTarget,
} from "./palette-items.tsx";
import { useSearch } from "./use-search.ts";

/** Ctrl K: pages, actions, and what has the typed text in its name. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [text, setText] = useState("");
  const { found, isAsking, problem } = useSearch(isOpen ? text : "");
  const [highlighted, setHighlighted] = useState<PaletteItem | null>(null);
  const go = useGo();
  const groups = usePaletteGroups(text, found);
  const close = () => {
    setText("");
    onClose();
  };
  return (
    <PickDialog
      isOpen={isOpen}
      onClose={close}
      label="Search and commands"
      placeholder="Search devices, files, codes, pages"
      text={text}
      onText={setText}
      groups={groups}
      onHighlight={setHighlighted}
      onPick={({ target }) => {
        // A code leads on to the files that failed with it.
        if (target.kind === "code") return setText(target.meaning.code);
        close();
        go(target);
      }}
      footer={highlighted?.target.kind === "code" ? <CodeFooter meaning={highlighted.target.meaning} /> : null}
      empty={
        problem ??
        (isAsking
          ? "Searching."
          : `Nothing is called "${text.trim()}". Try a part of a device, file, deployment or code.`)
      }
    />
  );
}

function usePaletteGroups(text: string, found: Parameters<typeof foundItems>[0]): PickGroup<PaletteItem>[] {
  const { organizationId, memberships } = useShell();
  const wanted = text.trim().toLowerCase();
  const matching = (items: PaletteItem[]) => items.filter(({ label }) => label.toLowerCase().includes(wanted));
  const teams = memberships
    .filter((team) => team.organizationId !== organizationId)
    .map((team) => ({
      id: team.organizationId,
      label: `Switch to ${team.organizationName}`,
      target: { kind: "team" as const, organizationId: team.organizationId },
    }));
  const { deployments, devices, files } = foundItems(found);
  const names = useCodeNames(wanted.length > 1);
  const codes = { label: "Codes", items: codeItems(text, { names, own: [...useTeamCodes().values()] }) };
  const isCode = /^(0x|-?\d)/.test(wanted);
  return [
    ...(isCode ? [codes] : []),
    { label: "Pages", items: matching(PAGE_ITEMS) },
    { label: "Deployments", items: deployments },
    { label: "Devices", items: devices },
    { label: "Files", items: files },
    ...(isCode ? [] : [codes]),
    { label: "Actions", items: matching([...ACTION_ITEMS, ...teams]) },
  ];
}

function useGo(): (target: Exclude<PaletteTarget, { kind: "code" }>) => void {
  const router = useRouter();
  const { setTheme } = useTheme();
  const { show } = useShellDialog();
  return (target) => {
    switch (target.kind) {
      case "page":
        return router.push(target.href);
      case "theme":
        return setTheme(target.theme);
      case "dialog":
        return show(target.dialog);
      case "team":
        return switchTeam(target.organizationId);
      case "sign-out":
        return signOut();
    }
  };
}

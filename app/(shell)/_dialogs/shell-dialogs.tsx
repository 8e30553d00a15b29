"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { type ShellDialogName, useShellDialog } from "#components/shell-dialog.tsx";

// Fetched when first asked for: no page needs them to be shown.
const Palette = dynamic(() => import("./palette.tsx").then((module) => module.Palette), { ssr: false });
const KeySheet = dynamic(() => import("./key-sheet.tsx").then((module) => module.KeySheet), { ssr: false });
const ZoneDialog = dynamic(() => import("./zone-dialog.tsx").then((module) => module.ZoneDialog), { ssr: false });

/** The dialogs of the shell. Each stays mounted after its first use, so that closing can fade. */
export function ShellDialogs() {
  const { open, show } = useShellDialog();
  const [used, setUsed] = useState<readonly ShellDialogName[]>([]);
  if (open !== null && !used.includes(open)) setUsed([...used, open]);
  const close = () => show(null);
  return (
    <>
      {used.includes("palette") ? <Palette isOpen={open === "palette"} onClose={close} /> : null}
      {used.includes("keys") ? <KeySheet isOpen={open === "keys"} onClose={close} /> : null}
      {used.includes("zone") ? <ZoneDialog isOpen={open === "zone"} onClose={close} /> : null}
    </>
  );
}

"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { type ShellDialogName, useShellDialog } from "#components/shell-dialog.tsx";

// Apart from the pages' own code: no page needs them to be shown.
const loadPalette = () => import("./palette.tsx").then((module) => module.Palette);
const Palette = dynamic(loadPalette, { ssr: false });
const KeySheet = dynamic(() => import("./key-sheet.tsx").then((module) => module.KeySheet), { ssr: false });
const ZoneDialog = dynamic(() => import("./zone-dialog.tsx").then((module) => module.ZoneDialog), { ssr: false });

/** Whoever types right after Ctrl K must not wait for the palette. */
const PALETTE_DELAY_MS = 2000;

/** The dialogs of the shell. Each stays mounted after its first use, so that closing can fade. */
export function ShellDialogs() {
  const { open, show } = useShellDialog();
  const [used, setUsed] = useState<readonly ShellDialogName[]>([]);
  if (open !== null && !used.includes(open)) setUsed([...used, open]);
  const close = () => show(null);
  useEffect(() => {
    // Without connection it is asked for when it is wanted.
    const timer = setTimeout(() => navigator.onLine && loadPalette().catch(() => {}), PALETTE_DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {used.includes("palette") ? <Palette isOpen={open === "palette"} onClose={close} /> : null}
      {used.includes("keys") ? <KeySheet isOpen={open === "keys"} onClose={close} /> : null}
      {used.includes("zone") ? <ZoneDialog isOpen={open === "zone"} onClose={close} /> : null}
    </>
  );
}

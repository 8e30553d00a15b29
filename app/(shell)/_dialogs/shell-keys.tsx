"use client";

import { useRouter } from "next/navigation";
import { useKeys } from "#components/keys/keys-provider.tsx";
import { useShellDialog } from "#components/shell-dialog.tsx";
import { DROP_PAGE, NAV_PAGES } from "../_components/nav-pages.tsx";

/** The keys that work on every page. */
export function ShellKeys() {
  const router = useRouter();
  const { open, show } = useShellDialog();
  useKeys("Everywhere", [
    { keys: "ctrl+k", label: "Search and commands", run: () => show(open === "palette" ? null : "palette") },
    { keys: "/", label: "Filter this page, or search", run: () => focusFilter() || show("palette") },
    { keys: "?", label: "Keys", run: () => show("keys") },
    { keys: DROP_PAGE.key, label: DROP_PAGE.label, run: () => router.push(DROP_PAGE.href) },
    ...NAV_PAGES.map(({ key, label, href }) => ({ keys: `g ${key}`, label, run: () => router.push(href) })),
  ]);
  return null;
}

/** Goes to the page's own search field; false when it has none. */
function focusFilter(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  field?.select();
  return field !== null;
}

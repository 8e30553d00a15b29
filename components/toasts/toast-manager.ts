import { Toast } from "@base-ui/react/toast";

/** What a toast of ours shows besides title and text. */
export type ToastData =
  | { kind: "alert"; alertId: string; cause: string; href: string | null; openLabel: string; atMs: number }
  | { kind: "missed"; href: string }
  | { kind: "notice" };

/** One for the tab, so that code outside of components can speak too. */
export const toastManager = Toast.createToastManager<ToastData>();

const NOTICE_MS = 8000;

/** Tells what could not be done; goes away by itself. */
export function showNotice({ title, text }: { title: string; text: string }): void {
  toastManager.add({ title, description: text, timeout: NOTICE_MS, data: { kind: "notice" } });
}

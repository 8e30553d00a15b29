import { Toast } from "@base-ui/react/toast";

/** What a toast of ours shows besides title and text. */
export type ToastData =
  | {
      kind: "alert";
      /** Any alert of the cause; what is done about it is done about all that the toast stands for. */
      alertId: string;
      href: string | null;
      openLabel: string;
      atMs: number;
    }
  | { kind: "missed" }
  | { kind: "notice" };

/** One for the tab, so that code outside of components can speak too. */
export const toastManager = Toast.createToastManager<ToastData>();

/** How long a toast stays that nobody has to read. */
export const PASSING_MS = 8000;

/** Tells what could not be done; goes away by itself. */
export function showNotice({ title, text }: { title: string; text: string }): void {
  toastManager.add({ title, description: text, timeout: PASSING_MS, priority: "high", data: { kind: "notice" } });
}

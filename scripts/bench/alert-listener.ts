import type { SupabaseClient } from "@supabase/supabase-js";
import { openOrganizationChannel } from "#lib/realtime/organization-channel.ts";

export interface AlertListener {
  /** When the alert of this file arrived here, on the clock of `performance.now`. Rejects after `timeoutMs`. */
  arrival(fileId: string, timeoutMs: number): Promise<number>;
  close(): void;
}

/** Subscribes to the organisation's private topic and notes when the first alert of each file arrives. */
export async function listenToAlerts(supabase: SupabaseClient, organizationId: string): Promise<AlertListener> {
  const arrivals = new Map<string, number>();
  const waiting = new Map<string, (atMs: number) => void>();
  const joined = Promise.withResolvers<void>();
  const timer = setTimeout(() => joined.reject(new Error("The private topic could not be joined in 30 s.")), 30_000);
  const close = openOrganizationChannel({
    supabase,
    organizationId,
    onJoined: joined.resolve,
    onLost: () => process.stderr.write("  the topic was lost; joining again\n"),
    onEvent(event) {
      if (event.name !== "alert" || !event.fileId || arrivals.has(event.fileId)) return;
      const atMs = performance.now();
      arrivals.set(event.fileId, atMs);
      waiting.get(event.fileId)?.(atMs);
    },
  });
  await joined.promise.finally(() => clearTimeout(timer));
  return {
    close,
    arrival(fileId, timeoutMs) {
      const known = arrivals.get(fileId);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const missing = new Error(`No alert of file ${fileId} arrived within ${timeoutMs} ms.`);
        const giveUp = setTimeout(() => reject(missing), timeoutMs);
        waiting.set(fileId, (atMs) => {
          clearTimeout(giveUp);
          resolve(atMs);
        });
      });
    },
  };
}

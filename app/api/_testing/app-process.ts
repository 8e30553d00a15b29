import { registerHooks } from "node:module";
import { z } from "zod";

/** What the parent asks an instance to do by itself, as a cron of it would. */
export const orderSchema = z.object({ id: z.number(), work: z.enum(["sweep", "admit"]) });
export type Order = z.infer<typeof orderSchema>;
/** `ready` comes once, then one answer to each order. */
export type AppMessage = { kind: "ready"; url: string } | { kind: "done"; id: number; problem: string | null };

// Next's own modules have no file ending in our imports, which a bundler takes and Node does not.
registerHooks({
  resolve: (name, context, next) => next(/^next\/[a-z]+$/.test(name) ? `${name}.js` : name, context),
});

/** One instance of the app as a process: its routes, its own pool and threads. Its environment is its parent's to give. */
async function appProcess(): Promise<void> {
  const { serveApi } = await import("./serve-api.ts");
  const { intakePorts } = await import("#inngest/ports.ts");
  const { sweep } = await import("#lib/intake/sweep.ts");
  const { admitNow } = await import("#lib/intake/admit-now.ts");
  const api = await serveApi();
  const tell = (message: AppMessage) => process.send?.(message);
  process.on("disconnect", () => process.exit());
  process.on("message", (message) => {
    const { id, work } = orderSchema.parse(message);
    const ports = intakePorts();
    (work === "sweep" ? sweep(ports) : admitNow(ports)).then(
      () => tell({ kind: "done", id, problem: null }),
      (error: unknown) => tell({ kind: "done", id, problem: String(error) }),
    );
  });
  tell({ kind: "ready", url: api.url });
}

await appProcess();

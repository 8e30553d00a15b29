/**
 * Runs Next as a supervised part: `run-next.ts start|dev -H host -p port`.
 * Its only job beside Next's own command line is to end when the supervisor ends.
 */
import { NEXT_BIN } from "./build-app.ts";

process.on("disconnect", () => process.exit(0));
process.argv = [process.execPath, NEXT_BIN, ...process.argv.slice(2)];
await import(NEXT_BIN);

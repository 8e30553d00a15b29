import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Ports, data and one-time code of the stack that the browser tests bring along; a user's own stack is never touched. */
export const E2E_APP_PORT = Number(process.env.E2E_APP_PORT ?? 3910);
export const E2E_APP_URL = `http://127.0.0.1:${E2E_APP_PORT}`;
// Made once by the runner; its workers inherit the name.
process.env.E2E_STATE_DIR ??= mkdtempSync(join(tmpdir(), "sluice-e2e-"));
export const E2E_STATE_DIR = process.env.E2E_STATE_DIR;
/** Folders below it may be watched by sources; it goes with the state. */
export const E2E_FOLDER_ROOT = join(E2E_STATE_DIR, "watched");
export const E2E_SETUP_CODE = process.env.E2E_SETUP_CODE ?? "E2ET-EST7";
export const OWNER = { email: "owner@example.org", password: "a long test passphrase", team: "Endpoint team" };
/** Of this stack alone, since the runner empties it first. */
export const E2E_OUTPUT_DIR = join(process.cwd(), "test-results", `e2e-${E2E_APP_PORT}`);
export const OWNER_STORAGE_STATE = join(E2E_OUTPUT_DIR, "owner.json");

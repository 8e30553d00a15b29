import { AppUnreachableError, callApp } from "./call-app.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { parseJsonObject } from "./json-object.ts";

export type AppState =
  | { status: "waiting"; message: string }
  | { status: "refused"; message: string }
  | { status: "synced" };

export interface AppSync {
  state(): AppState;
  /** The app was found unreachable: look at it again soon. */
  suspect(): void;
  stop(): void;
}

const SYNC_TIMEOUT_MS = 120_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Keeps the app registered: asks it (PUT on its Inngest route) to register its functions until it does, and from time
 * to time again, which finds restarts and changed functions. `onReturn` is told when it answers after an absence.
 */
export function startAppSync(input: {
  appUrl: string;
  settings: EngineSettings;
  log(message: string): void;
  onReturn(): void;
}): AppSync {
  const { settings } = input;
  let state: AppState = { status: "waiting", message: "The app has not answered yet." };
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isAsking = false;
  let isSuspect = false;

  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void ask(), delayMs);
  };

  const ask = async () => {
    if (isAsking || isStopped) return;
    isAsking = true;
    const wasSuspect = isSuspect;
    isSuspect = false;
    const answered = await askToRegister(input.appUrl);
    isAsking = false;
    if (isStopped) return;
    const before = state;
    state = answered;
    const hasChanged = before.status !== state.status || messageOf(before) !== messageOf(state);
    if (hasChanged && state.status !== "waiting") input.log(stateText(state, input.appUrl));
    if (state.status === "synced" && (before.status !== "synced" || wasSuspect)) input.onReturn();
    schedule(state.status === "synced" && !isSuspect ? settings.resyncMs : settings.syncRetryMs);
  };

  void ask();
  return {
    state: () => state,
    suspect() {
      if (isSuspect) return;
      isSuspect = true;
      if (!isAsking) schedule(settings.syncRetryMs);
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

async function askToRegister(appUrl: string): Promise<AppState> {
  try {
    const answer = await callApp({
      url: appUrl,
      method: "PUT",
      body: "",
      timeoutMs: SYNC_TIMEOUT_MS,
      maxAnswerBytes: MAX_ANSWER_BYTES,
    });
    if (answer.status === 200) return { status: "synced" };
    const said = parseJsonObject(answer.body)?.message;
    const message = typeof said === "string" ? said : `The app answered HTTP ${answer.status}.`;
    return { status: "refused", message };
  } catch (error) {
    if (!(error instanceof AppUnreachableError)) throw error;
    return { status: "waiting", message: error.message };
  }
}

function messageOf(state: AppState): string {
  return state.status === "synced" ? "" : state.message;
}

function stateText(state: AppState, appUrl: string): string {
  return state.status === "synced" ? `Registered ${appUrl}` : `${appUrl} is not registered: ${messageOf(state)}`;
}

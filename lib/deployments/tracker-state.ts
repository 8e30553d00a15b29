import type { Json } from "#lib/model/json.ts";

/**
 * A tracker's state is one plain object that it changes in place; a checkpoint takes a copy of it.
 * The cast is safe because only `saveState` of the same code writes what is restored here.
 */
export function restoreState<State extends object>(saved: Json | undefined, empty: State): State {
  if (saved === null || typeof saved !== "object" || Array.isArray(saved)) return empty;
  return { ...empty, ...(structuredClone(saved) as Partial<State>) };
}

export function saveState(state: object): Json {
  return JSON.parse(JSON.stringify(state)) as Json;
}

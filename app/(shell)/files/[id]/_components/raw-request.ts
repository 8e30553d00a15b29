const listeners = new Set<() => void>();

/** The key R is heard by the page, the view belongs to the open record. Returns the way to stop listening. */
export function onRawRequest(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function requestRaw(): void {
  for (const listener of listeners) listener();
}

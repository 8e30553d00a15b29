/** The number of the newest alert that this browser was told of, kept for each team; other tabs share it. */
export interface AlertCursor {
  read(): number | null;
  /** Moves forward only. */
  move(no: number): void;
}

export function alertCursor(organizationId: string): AlertCursor {
  const key = `sluice-alerts-told:${organizationId}`;
  const read = () => {
    const kept = readStorage(key);
    return kept !== null && /^\d{1,15}$/.test(kept) ? Number(kept) : null;
  };
  return {
    read,
    move(no) {
      if (no <= (read() ?? -1)) return;
      try {
        window.localStorage.setItem(key, String(no));
      } catch {
        // Storage that is switched off: the next visit has nothing to count from and stays quiet.
      }
    },
  };
}

function readStorage(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

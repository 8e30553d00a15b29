export interface SignInLimit {
  /** Seconds until the next attempt for this address may be made; 0 = now. */
  waitS(email: string): number;
  failed(email: string): void;
  succeeded(email: string): void;
}

/** What one address, and all together, may get wrong before they have to wait. */
const PER_EMAIL = 10;
const OVERALL = 100;
const WINDOW_MS = 5 * 60_000;
const MAX_EMAILS = 10_000;

/** Slows down guessing: wrong passwords are counted per address and overall in windows of five minutes. */
export function signInLimit(now: () => number): SignInLimit {
  const byEmail = new Map<string, Window>();
  let overall: Window = { count: 0, endsMs: 0 };
  const current = (window: Window | undefined): Window =>
    window && window.endsMs > now() ? window : { count: 0, endsMs: now() + WINDOW_MS };
  return {
    waitS(email) {
      const own = current(byEmail.get(normalise(email)));
      const all = current(overall);
      const endsMs = Math.max(own.count >= PER_EMAIL ? own.endsMs : 0, all.count >= OVERALL ? all.endsMs : 0);
      return Math.max(0, Math.ceil((endsMs - now()) / 1000));
    },
    failed(email) {
      if (byEmail.size >= MAX_EMAILS) byEmail.clear();
      const own = current(byEmail.get(normalise(email)));
      byEmail.set(normalise(email), { ...own, count: own.count + 1 });
      const all = current(overall);
      overall = { ...all, count: all.count + 1 };
    },
    succeeded(email) {
      byEmail.delete(normalise(email));
    },
  };
}

interface Window {
  count: number;
  endsMs: number;
}

function normalise(email: string): string {
  return email.trim().toLowerCase();
}

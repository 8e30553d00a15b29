export const DEPENDENCIES = ["database", "storage", "auth", "inngest"] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** Resolves when the part answers as it should. @throws DependencyFault; any other error means it can't be reached. */
export type Probe = (signal: AbortSignal) => Promise<void>;
export type Probes = Readonly<Record<Dependency, Probe>>;

export type DependencyState =
  | { state: "up"; latencyMs: number }
  /** `message` is one sentence for anybody: no addresses, no codes, nothing of the error itself. */
  | { state: "down"; latencyMs: number; message: string };

export interface Readiness {
  isReady: boolean;
  dependencies: Record<Dependency, DependencyState>;
}

/** The part answers, but not as it should; `message` may be read by anybody. */
export class DependencyFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DependencyFault";
  }
}

const TITLES: Record<Dependency, string> = {
  database: "The database",
  storage: "The file storage",
  auth: "The sign-in service",
  inngest: "The queue service",
};

/** Asks every part at once, each for `timeoutMs` at most, so that the answer never takes longer than that. */
export async function checkDependencies(probes: Probes, { timeoutMs }: { timeoutMs: number }): Promise<Readiness> {
  const states = await Promise.all(
    DEPENDENCIES.map(async (name) => [name, await checkOne(TITLES[name], probes[name], timeoutMs)] as const),
  );
  return {
    isReady: states.every(([, { state }]) => state === "up"),
    dependencies: Object.fromEntries(states) as Readiness["dependencies"],
  };
}

async function checkOne(title: string, probe: Probe, timeoutMs: number): Promise<DependencyState> {
  const startMs = performance.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  const late = Promise.withResolvers<never>();
  timeout.addEventListener("abort", () => late.reject(timeout.reason), { once: true });
  const message = await Promise.race([probe(timeout), late.promise]).then(
    () => null,
    (error: unknown) => {
      if (timeout.aborted) return `${title} did not answer within ${timeoutMs / 1000} s.`;
      return error instanceof DependencyFault ? error.message : `${title} can't be reached.`;
    },
  );
  const latencyMs = Math.round(performance.now() - startMs);
  return message === null ? { state: "up", latencyMs } : { state: "down", latencyMs, message };
}

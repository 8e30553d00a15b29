import type { Inngest, InngestFunction } from "inngest";
import type { Trace } from "./trace.ts";

/** What a behaviour is built with: a client of the engine under test and its own record of what happened. */
export interface Stage {
  client: Inngest;
  trace: Trace;
  /** An event's full name: unique to this run of the suite, whatever an engine remembers of earlier ones. */
  event(name: string): string;
  /** A function's id as the engine and its events show it. */
  functionId(id: string): string;
  send(name: string, data?: Record<string, unknown>, more?: { id?: string; ts?: number }): Promise<string>;
  /** The app's Inngest route. */
  appUrl: string;
  /** Has crons come due at once where that can be done from outside; elsewhere their minute has to be waited for. */
  hurryCrons(): Promise<void>;
}

export interface Play {
  functions: InngestFunction.Any[];
  /** Sends events, waits, and throws when the history is not the documented one. */
  check(): Promise<void>;
}

export interface Behaviour {
  name: string;
  build(stage: Stage): Play;
}

/** One documented behaviour: functions and the history they are expected to have. */
export function behaviour(name: string, build: (stage: Stage) => Play): Behaviour {
  return { name, build };
}

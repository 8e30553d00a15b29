export interface DeviceState {
  device: string | null;
  /** How sure: a name the deployment gives beats one the log mentions, and that beats Windows PE's own. */
  deviceRank: number;
}

const RANK = { windowsPe: 1, mentioned: 2, given: 3 } as const;
const NAME = "([A-Za-z0-9](?:[\\w-]{0,61}[A-Za-z0-9])?)";
const GIVEN = new RegExp(`\\b(?:OSDComputerName|_SMSTSMachineName)(?:=| is now = )${NAME}\\b`);
const MENTIONED = new RegExp(
  `\\b(?:ComputerName|DeviceName|HostName)(?: is now)?(?::| ?=) ?${NAME}\\b|^\\[${NAME}\\] Running on '`,
);

/** Learns from one record which device the log was written on. */
export function observeDevice(state: DeviceState, body: string): void {
  if (!/omputerName|MachineName|DeviceName|HostName|Running on '/.test(body)) return;
  const text = body.length > 2000 ? body.slice(0, 2000) : body;
  const given = GIVEN.exec(text)?.[1];
  if (given !== undefined) {
    take(state, given, RANK.given);
    return;
  }
  const mentioned = MENTIONED.exec(text);
  const name = mentioned?.[1] ?? mentioned?.[2];
  if (name !== undefined && state.deviceRank < RANK.mentioned) take(state, name, RANK.mentioned);
}

function take(state: DeviceState, name: string, rank: number): void {
  const isWindowsPe = /^MININT-/i.test(name);
  const actual = isWindowsPe ? RANK.windowsPe : rank;
  if (actual < state.deviceRank) return;
  state.device = name;
  state.deviceRank = actual;
}

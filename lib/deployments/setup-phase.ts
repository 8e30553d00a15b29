/** Where an upgrade of Windows was, from the second number behind 0xC19xxxxx ("0xC1900101-0x20017"). */
export interface SetupPhase {
  phase: string;
  operation: string;
}

const PHASES = ["unknown", "Downlevel", "SafeOS", "FirstBoot", "OOBE", "Uninstall"];
const OPERATIONS: Readonly<Record<number, string>> = {
  1: "copying its payload",
  2: "downloading updates",
  3: "installing updates",
  4: "installing the recovery environment",
  5: "installing the recovery image",
  6: "copying optional components",
  7: "installing drivers",
  8: "preparing SafeOS",
  9: "preparing the rollback",
  10: "preparing the first boot",
  11: "preparing OOBE",
  12: "applying the image",
  13: "migrating data",
  14: "setting the product key",
  15: "applying the answer file",
  16: "adding drivers",
  17: "switching a feature on",
  18: "switching a feature off",
  23: "booting",
  24: "running sysprep",
  25: "running OOBE",
  26: "beginning the first boot",
  27: "ending the first boot",
  28: "beginning OOBE",
  29: "ending OOBE",
  30: "before OOBE",
  31: "after OOBE",
};

/** Null when the number is no such code. */
export function setupPhase(extended: string): SetupPhase | null {
  if (!/^0x[0-9a-f]{5}$/i.test(extended)) return null;
  const value = Number(extended);
  const phase = PHASES[value >>> 16];
  if (phase === undefined) return null;
  return { phase, operation: OPERATIONS[value & 0xffff] ?? "doing something it does not name" };
}

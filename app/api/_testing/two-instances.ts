import { type ChildProcess, fork } from "node:child_process";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { AppMessage, Order } from "./app-process.ts";
import { INNGEST_PORT } from "./inngest-address.ts";

export interface AppInstance {
  url: string;
  /** Does it in the instance itself; rejects with what went wrong there. */
  order(work: Order["work"]): Promise<void>;
}

export interface Instances {
  /** Of the balancer in front of them, which gives each request to the next one. */
  url: string;
  all: [AppInstance, AppInstance];
  /** How many requests each got from the balancer. */
  served: [number, number];
  close(): Promise<void>;
}

/** A balancer first, since the engine needs its address; the two processes come with `startInstances`. */
export async function startBalancer(): Promise<{
  url: string;
  startInstances(): Promise<Instances>;
}> {
  const targets: string[] = [];
  const served: [number, number] = [0, 0];
  const server = balance(targets, served);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async startInstances() {
      const children = [forkApp(), forkApp()] as const;
      const all: [AppInstance, AppInstance] = [await instanceOf(children[0]), await instanceOf(children[1])];
      targets.push(...all.map((instance) => instance.url));
      return {
        url,
        all,
        served,
        async close() {
          server.closeAllConnections();
          await Promise.all(children.map(ended));
          await new Promise((resolve) => server.close(resolve));
        },
      };
    },
  };
}

function forkApp(): ChildProcess {
  const env = { ...process.env, INNGEST_DEV: `http://127.0.0.1:${INNGEST_PORT}`, NODE_OPTIONS: "" };
  return fork(new URL("./app-process.ts", import.meta.url), { env, execArgv: [] });
}

async function instanceOf(child: ChildProcess): Promise<AppInstance> {
  let lastId = 0;
  const open = new Map<number, PromiseWithResolvers<void>>();
  const ready = Promise.withResolvers<string>();
  child.on("exit", (code) => ready.reject(new Error(`The instance ended with ${code}.`)));
  child.on("message", (message: AppMessage) => {
    if (message.kind === "ready") return ready.resolve(message.url);
    const { id, problem } = message;
    if (problem === null) open.get(id)?.resolve();
    else open.get(id)?.reject(new Error(problem));
  });
  return {
    url: await ready.promise,
    order(work) {
      const answer = Promise.withResolvers<void>();
      open.set(++lastId, answer);
      child.send({ id: lastId, work } satisfies Order);
      return answer.promise;
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exit;
}

function balance(targets: readonly string[], served: [number, number]): Server {
  let turn = 0;
  return createServer((incoming, outgoing) => {
    const index = turn++ % 2 === 0 ? 0 : 1;
    const target = targets[index];
    if (target === undefined) return void outgoing.writeHead(503).end();
    served[index] += 1;
    const { method, url, headers } = incoming;
    const passed = request(`${target}${url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
}

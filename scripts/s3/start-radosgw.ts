import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../../supabase/local/free-port.ts";

const run = promisify(execFile);
const START_TIMEOUT_MS = 120_000;
/** Its parts find each other within seconds, or not at all. */
const ATTEMPTS = 2;
const STOP_TIMEOUT_MS = 10_000;

export interface S3Server {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Ends it; what it held is gone. */
  stop(): Promise<void>;
}

/**
 * Ceph's radosgw on loopback over a store in memory, with ports, folder and keys of its own. Takes about 15 s. Throws
 * with what its parts said last when it does not start twice.
 */
export async function startRadosgw(): Promise<S3Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      process.stderr.write(`${error instanceof Error ? error.message : error}\nTrying again.\n`);
    }
  }
}

async function startOnce(): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-s3-"));
  const fsid = randomUUID();
  // Two runs may start in the same moment and find the same port free.
  const port = await freePort(18_400 + Math.floor(Math.random() * 1000));
  const monitorPort = await freePort(port + 1);
  const configPath = join(folder, "ceph.conf");
  for (const part of ["mon", "osd", "rgw"]) mkdirSync(join(folder, part));
  writeFileSync(configPath, configText({ folder, fsid, port, monitorPort }));
  const daemons: Daemon[] = [];
  const stop = async () => {
    for (const daemon of daemons.toReversed()) await stopDaemon(daemon);
    rmSync(folder, { recursive: true, force: true });
  };
  const server = {
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId: "SLUICETEST",
    secretAccessKey: randomUUID(),
    stop,
  };
  try {
    await startDaemons({ folder, fsid, monitorPort, configPath, daemons });
    await createUser(configPath, server);
    await answers(server.endpoint, daemons);
  } catch (error) {
    const logs = lastWords(folder);
    await stop();
    throw new Error(
      `The S3 server did not start: ${error instanceof Error ? error.message : error}\n${logs.join("\n")}`,
    );
  }
  return server;
}

/** The ends of what each part printed and logged. */
function lastWords(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".out") || name.endsWith(".log"))
    .map((name) => `--- ${name}\n${readFileSync(join(folder, name), "utf8").slice(-1200)}`);
}

interface Daemon {
  name: string;
  child: ChildProcess;
  logPath: string;
}

interface Start {
  folder: string;
  fsid: string;
  monitorPort: number;
  configPath: string;
  daemons: Daemon[];
}

async function startDaemons({ folder, fsid, monitorPort, configPath, daemons }: Start): Promise<void> {
  const ceph = (...args: string[]) => run("ceph", ["-c", configPath, ...args], { timeout: START_TIMEOUT_MS });
  const start = (name: string, args: string[]) => daemons.push(startDaemon(folder, name, [...args, "-c", configPath]));
  const map = join(folder, "monmap");
  await run("monmaptool", ["--create", "--addv", "a", `[v1:127.0.0.1:${monitorPort}]`, "--fsid", fsid, map]);
  await run("ceph-mon", ["--mkfs", "-i", "a", "--monmap", map, "-c", configPath]);
  start("ceph-mon", ["-f", "-i", "a"]);
  const osd = randomUUID();
  await ceph("osd", "create", osd);
  // A daemon that enters itself into this map may do so before it knows the cluster, and then gives up.
  await ceph("osd", "crush", "add", "osd.0", "1.0", "root=default", "host=one");
  await run("ceph-osd", ["-i", "0", "--mkfs", "--osd-uuid", osd, "-c", configPath], { timeout: START_TIMEOUT_MS });
  start("ceph-osd", ["-f", "-i", "0"]);
  start("radosgw", ["-f", "-n", "client.rgw"]);
}

function startDaemon(folder: string, name: string, args: string[]): Daemon {
  const logPath = join(folder, `${name}.out`);
  const log = openSync(logPath, "a");
  return { name, logPath, child: spawn(name, args, { stdio: ["ignore", log, log] }) };
}

async function stopDaemon({ child }: Daemon): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

async function createUser(configPath: string, { accessKeyId, secretAccessKey }: Omit<S3Server, "stop">): Promise<void> {
  const keys = ["--access-key", accessKeyId, "--secret-key", secretAccessKey];
  await run("radosgw-admin", ["-c", configPath, "user", "create", "--uid=test", "--display-name=test", ...keys], {
    timeout: START_TIMEOUT_MS,
  });
}

async function answers(url: string, daemons: readonly Daemon[]): Promise<void> {
  const endMs = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < endMs) {
    const ended = daemons.find(({ child }) => child.exitCode !== null);
    if (ended) throw new Error(`${ended.name} ended with ${ended.child.exitCode}.`);
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await pause(100);
  }
  throw new Error(`Nothing answered at ${url} within ${START_TIMEOUT_MS / 1000} s.`);
}

interface Config {
  folder: string;
  fsid: string;
  port: number;
  monitorPort: number;
}

function configText({ folder, fsid, port, monitorPort }: Config): string {
  return `[global]
fsid=${fsid}
mon_host=v1:127.0.0.1:${monitorPort}
auth_cluster_required=none
auth_service_required=none
auth_client_required=none
auth_supported=none
keyring=/dev/null
run_dir=${folder}
admin_socket=${folder}/$name.asok
pid_file=${folder}/$name.pid
log_file=${folder}/$name.log
mon_data=${folder}/mon
osd_data=${folder}/osd
rgw_data=${folder}/rgw
mon_allow_pool_size_one=true
mon_warn_on_pool_no_redundancy=false
mon_data_avail_crit=1
osd_objectstore=memstore
memstore_device_bytes=2147483648
osd_memory_target=939524096
osd_pool_default_size=1
osd_pool_default_min_size=1
osd_pool_default_pg_num=4
osd_pool_default_pg_autoscale_mode=off
osd_crush_chooseleaf_type=0
osd_crush_update_on_start=false
osd_class_update_on_start=false
public_addr=127.0.0.1
cluster_addr=127.0.0.1
ms_bind_port_min=${monitorPort + 1}
ms_bind_port_max=${monitorPort + 100}
[client.rgw]
rgw_frontends=beast endpoint=127.0.0.1:${port}
rgw_thread_pool_size=32
rgw_enable_usage_log=false
`;
}

import { NO_FLOW_CONTROL } from "./flow-control.ts";
import { type FunctionConfig, parseCron } from "./function-config.ts";
import type { Tx } from "./sql.ts";

/** Every function of the apps that are registered now. */
export async function activeFunctions(tx: Tx): Promise<FunctionConfig[]> {
  const rows = await tx<{ config: string }[]>`
    select config from inngest_local.functions where is_active order by id`;
  return rows.map((row) => storedConfig(row.config));
}

/** One function, also when its app no longer has it: its runs go on until the app refuses them. */
export async function functionById(tx: Tx, id: string): Promise<FunctionConfig | null> {
  const [row] = await tx<{ config: string }[]>`select config from inngest_local.functions where id = ${id}`;
  return row === undefined ? null : storedConfig(row.config);
}

/** Replaces an app's functions with those it registers now; true when that changed anything. */
export async function replaceFunctions(tx: Tx, input: { app: string; configs: FunctionConfig[]; nowMs: number }) {
  const ids = input.configs.map((config) => config.id);
  const gone = await tx`
    update inngest_local.functions set is_active = false
    where app = ${input.app} and is_active and id <> all(${ids}) returning id`;
  let isModified = gone.length > 0;
  for (const config of input.configs) {
    const written = await tx`
      insert into inngest_local.functions (id, app, config, limit_1, limit_2, throttle_interval_ms, throttle_capacity)
      values (${config.id}, ${input.app}, ${JSON.stringify(config)},
        ${config.concurrency[0]?.limit ?? null}, ${config.concurrency[1]?.limit ?? null},
        ${config.throttle?.intervalMs ?? null}, ${config.throttle?.capacity ?? null})
      on conflict (id) do update set app = excluded.app, config = excluded.config, limit_1 = excluded.limit_1,
        limit_2 = excluded.limit_2, throttle_interval_ms = excluded.throttle_interval_ms,
        throttle_capacity = excluded.throttle_capacity, is_active = true, registered_at = now()
      where functions.config <> excluded.config or not functions.is_active or functions.app <> excluded.app
      returning id`;
    if (written.length > 0) isModified = true;
  }
  await replaceCrons(tx, input);
  return isModified;
}

/** A cron keeps its next time over restarts; one that was missed meanwhile comes due at once, and only once. */
async function replaceCrons(tx: Tx, input: { configs: FunctionConfig[]; nowMs: number }): Promise<void> {
  await tx`
    delete from inngest_local.crons where function_id in
      (select id from inngest_local.functions where not is_active)`;
  for (const config of input.configs) {
    await tx`
      delete from inngest_local.crons where function_id = ${config.id} and expression <> all(${config.crons})`;
    for (const expression of config.crons) {
      const next = parseCron(expression).nextRun(new Date(input.nowMs));
      if (next === null) continue;
      await tx`
        insert into inngest_local.crons (function_id, expression, next_at) values (${config.id}, ${expression}, ${next})
        on conflict do nothing`;
    }
  }
}

/** Written by the engine, maybe an older one that knew fewer options; the app registers again within seconds. */
function storedConfig(json: string): FunctionConfig {
  return { ...NO_FLOW_CONTROL, ...(JSON.parse(json) as FunctionConfig) };
}

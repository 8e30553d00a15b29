import type { FailingLine, Installation, Lane } from "#lib/model/log-file.ts";
import { ensureDevice } from "./intake-file.ts";
import type { TransactionSql } from "./sql.ts";
import { storableLine } from "./storable-line.ts";
import { storableText } from "./storable-text.ts";
import { timeOfUs } from "./time-of-us.ts";

// Names of devices are capped by their table.
const MAX_DEVICE_NAME = 200;

/** An alert to raise; the same fingerprint again raises nothing. */
export interface AlertToRaise {
  rule: string;
  fingerprint: string;
  cause: string;
  lane: Lane;
  title: string;
  subject: string;
  line: FailingLine | null;
  product: string;
  attempt: number;
}

/** What a batch taught about its file's installations. */
export interface Outcomes {
  /** Those that are new or changed. */
  installations: readonly Installation[];
  /** Stored before under a name that has turned out to be another. */
  renamed: readonly Installation[];
  alerts: readonly AlertToRaise[];
  /** As the content names it; used when nobody named one at upload. */
  deviceName: string | null;
}

interface OutcomeFile {
  id: string;
  organizationId: string;
}

/** Stores installations and raises alerts inside the transaction of the records that caused them. */
export async function writeOutcomes(tx: TransactionSql, file: OutcomeFile, outcomes: Outcomes): Promise<void> {
  if (outcomes.deviceName !== null) await setDeviceFromContent(tx, file, outcomes.deviceName);
  for (const { product, attempt } of outcomes.renamed) {
    await tx`
      delete from public.installation_logs
      where file_id = ${file.id} and product = ${storableText(product)} and attempt = ${attempt}`;
  }
  for (const installation of outcomes.installations) await upsertInstallation(tx, file, installation);
  for (const alert of outcomes.alerts) await raiseAlert(tx, file, alert);
}

async function setDeviceFromContent(tx: TransactionSql, file: OutcomeFile, deviceName: string): Promise<void> {
  const name = storableText(deviceName).trim().slice(0, MAX_DEVICE_NAME);
  if (name === "") return;
  const [row] = await tx<{ deviceId: string | null }[]>`
    select device_id as "deviceId" from public.log_files where id = ${file.id}`;
  if (row?.deviceId) return;
  const deviceId = await ensureDevice(tx, file.organizationId, name);
  await tx`update public.log_files set device_id = ${deviceId} where id = ${file.id} and device_id is null`;
  await tx`update public.installation_logs set device_id = ${deviceId} where file_id = ${file.id} and device_id is null`;
}

async function upsertInstallation(tx: TransactionSql, file: OutcomeFile, installation: Installation): Promise<void> {
  await tx`
    insert into public.installation_logs (organization_id, file_id, deployment_id, device_id, product, attempt, outcome,
      exit_code, first_failing_line, started_at, finished_at)
    select organization_id, id, deployment_id, device_id, ${storableText(installation.product)}, ${installation.attempt},
      ${installation.outcome}, ${nullableText(installation.exitCode)}, ${storableLine(installation.firstFailingLine)}::text::jsonb,
      ${timeOfUs(tx, installation.startedAtUs)}, ${timeOfUs(tx, installation.finishedAtUs)}
    from public.log_files where id = ${file.id}
    on conflict (file_id, product, attempt) do update set
      outcome = excluded.outcome, exit_code = excluded.exit_code, first_failing_line = excluded.first_failing_line,
      started_at = excluded.started_at, finished_at = excluded.finished_at,
      deployment_id = excluded.deployment_id, device_id = excluded.device_id, updated_at = now()`;
}

// A file that is read again from the start has its installations made anew: its alerts, which stayed, find them again.
async function raiseAlert(tx: TransactionSql, file: OutcomeFile, alert: AlertToRaise): Promise<void> {
  await tx`
    insert into public.alerts (organization_id, rule, fingerprint, cause, lane, title, subject, line, file_id,
      deployment_id, device_id, installation_log_id)
    select f.organization_id, ${alert.rule}, ${storableText(alert.fingerprint)}, ${storableText(alert.cause)}, ${alert.lane},
      ${storableText(alert.title)}, ${storableText(alert.subject)}, ${storableLine(alert.line)}::text::jsonb, f.id, f.deployment_id, f.device_id, i.id
    from public.log_files f
    left join public.installation_logs i
      on i.file_id = f.id and i.product = ${storableText(alert.product)} and i.attempt = ${alert.attempt}
    where f.id = ${file.id}
    on conflict (organization_id, fingerprint) do update set installation_log_id = excluded.installation_log_id
      where alerts.installation_log_id is null and excluded.installation_log_id is not null`;
}

function nullableText(text: string | null): string | null {
  return text === null ? null : storableText(text);
}

import { type InstallationOutcome, OUTCOMES_WORST_FIRST } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** One device of a deployment, or a file of which nobody knows the device. */
export interface DeploymentDevice {
  id: string;
  name: string;
  /** True when it is a file that stands for its unknown device. */
  isFile: boolean;
  /** The worst last outcome of its products. */
  outcome: InstallationOutcome;
  /** Of the installation that decides the outcome. */
  exitCode: string | null;
  /** Of the first failing line, else the exit code; null when nothing failed. */
  causeCode: string | null;
}

/** A page shows this many at most; the counts of the deployment have all of them. */
export const MAX_DEVICES = 10_000;

/**
 * Failed first, those with the commonest code before the others, then cancelled, deferred, unknown, in progress, needs reboot,
 * succeeded; by name within each, numbers in it as numbers.
 */
export async function listDeploymentDevices(
  tx: TransactionSql,
  deploymentId: string,
  limit: number = MAX_DEVICES,
): Promise<DeploymentDevice[]> {
  const devices = await tx<DeploymentDevice[]>`
    select v.subject_id as id, coalesce(d.name, f.name, '') as name, v.device_id is null as "isFile", v.outcome,
      v.exit_code as "exitCode", v.cause_code as "causeCode"
    from public.deployment_devices v
    left join public.devices d on d.id = v.device_id
    left join public.log_files f on f.id = v.file_id
    where v.deployment_id = ${deploymentId}
    order by array_position(${[...OUTCOMES_WORST_FIRST]}::text[], v.outcome)
    limit ${limit}`;
  return inOrder(devices);
}

// By the runtime and not by Postgres, whose collations depend on the machine.
const NAMES = new Intl.Collator("en", { numeric: true });

function inOrder(devices: readonly DeploymentDevice[]): DeploymentDevice[] {
  const byCode = new Map<string | null, number>();
  for (const { causeCode } of devices) byCode.set(causeCode, (byCode.get(causeCode) ?? 0) + 1);
  const ranks = new Map(OUTCOMES_WORST_FIRST.map((outcome, rank) => [outcome as InstallationOutcome, rank]));
  const rankOf = ({ outcome }: DeploymentDevice) => ranks.get(outcome) ?? 0;
  const commonness = ({ causeCode }: DeploymentDevice) => byCode.get(causeCode) ?? 0;
  return devices.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      commonness(b) - commonness(a) ||
      (a.causeCode ?? "").localeCompare(b.causeCode ?? "") ||
      NAMES.compare(a.name, b.name) ||
      (a.id < b.id ? -1 : 1),
  );
}

import { z } from "zod";
import { deviceTimeline, type TimelineStep } from "#lib/deployments/device-timeline.ts";
import { NotFoundError } from "#lib/errors.ts";
import { type InstallationOutcome, OUTCOMES_WORST_FIRST } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import type { DeploymentDevice } from "./list-deployment-devices.ts";
import { type FileItem, fileColumns } from "./list-files.ts";
import type { InstallationItem } from "./read-file.ts";

/** An installation with the file that tells of it. */
export interface DeviceInstallation extends InstallationItem {
  file: { id: string; name: string; format: string | null; encoding: string | null; timeZone: string | null };
}

/** What became of one device of a deployment, and where that can be read. */
export interface DeviceDetail extends DeploymentDevice {
  needsReboot: boolean;
  /** The last attempt of each product, worst first. */
  installations: DeviceInstallation[];
  /** Attempts before the last ones. */
  earlierAttempts: number;
  /** The installation whose first failing line explains the outcome. */
  failing: DeviceInstallation | null;
  /** Newest first, at most 50; without duplicates. */
  files: FileItem[];
  fileCount: number;
  timeline: TimelineStep[];
  /** Installations that the timeline leaves out. */
  untimed: number;
}

const MAX_FILES = 50;
const MAX_ON_TIMELINE = 3;

/** @throws NotFoundError */
export async function readDeploymentDevice(
  tx: TransactionSql,
  { deploymentId, deviceId }: { deploymentId: string; deviceId: string },
): Promise<DeviceDetail> {
  const isId = z.guid().safeParse(deploymentId).success && z.guid().safeParse(deviceId).success;
  const [device] = isId
    ? await tx<(DeploymentDevice & { fileCount: number })[]>`
        select v.subject_id as id, coalesce(d.name, f.name, '') as name, v.device_id is null as "isFile", v.outcome,
          v.exit_code as "exitCode", v.cause_code as "causeCode", v.file_count as "fileCount"
        from public.deployment_devices v
        left join public.devices d on d.id = v.device_id
        left join public.log_files f on f.id = v.file_id
        where v.deployment_id = ${deploymentId} and v.subject_id = ${deviceId}`
    : [];
  if (!device) {
    throw new NotFoundError("There is no such device in this deployment, or it belongs to another team.", {
      details: { deploymentId, deviceId },
    });
  }
  const subject = { deploymentId, deviceId };
  const { latest, attempts } = await readLatest(tx, subject);
  const installations = worstFirst(latest);
  const { files, times } = await readFiles(tx, subject);
  const shown = installations.slice(0, MAX_ON_TIMELINE);
  return {
    ...device,
    needsReboot: installations.some(({ outcome }) => outcome === "reboot"),
    installations,
    earlierAttempts: attempts - installations.length,
    failing: failingOf(installations),
    files,
    timeline: deviceTimeline({
      installations: shown.map(({ file, ...installation }) => ({ fileId: file.id, ...installation })),
      files: times,
      alerts: await readAlerts(tx, subject),
    }),
    untimed: installations.length - shown.length,
  };
}

/** What failed explains more than what only has to be tried again. */
function failingOf(installations: readonly DeviceInstallation[]): DeviceInstallation | null {
  const withLine = installations.filter(({ firstFailingLine }) => firstFailingLine !== null);
  return withLine.find(({ outcome }) => outcome === "failed") ?? withLine[0] ?? null;
}

interface Subject {
  deploymentId: string;
  deviceId: string;
}

async function readLatest(
  tx: TransactionSql,
  { deploymentId, deviceId }: Subject,
): Promise<{ latest: DeviceInstallation[]; attempts: number }> {
  const latest = await tx<DeviceInstallation[]>`
    select * from (
      select distinct on (i.product) i.product, i.attempt, i.outcome, i.exit_code as "exitCode",
        i.first_failing_line as "firstFailingLine",
        (extract(epoch from i.started_at) * 1000000)::bigint as "startedAtUs",
        (extract(epoch from i.finished_at) * 1000000)::bigint as "finishedAtUs",
        jsonb_build_object('id', f.id, 'name', f.name, 'format', f.format, 'encoding', f.encoding,
          'timeZone', f.time_zone) as file
      from public.installation_logs i join public.log_files f on f.id = i.file_id
      where i.deployment_id = ${deploymentId} and coalesce(i.device_id, i.file_id) = ${deviceId}
      order by i.product, coalesce(i.finished_at, i.started_at, i.created_at) desc, i.attempt desc, i.id
    ) latest
    limit 500`;
  const [all] = await tx<{ attempts: number }[]>`
    select count(*)::int as attempts from public.installation_logs i
    where i.deployment_id = ${deploymentId} and coalesce(i.device_id, i.file_id) = ${deviceId}`;
  return { latest, attempts: all?.attempts ?? latest.length };
}

function worstFirst(installations: readonly DeviceInstallation[]): DeviceInstallation[] {
  const ranks = new Map(OUTCOMES_WORST_FIRST.map((outcome, rank) => [outcome as InstallationOutcome, rank]));
  // What began first explains what came after it.
  return installations.toSorted(
    (a, b) =>
      (ranks.get(a.outcome) ?? 0) - (ranks.get(b.outcome) ?? 0) ||
      (a.startedAtUs ?? a.finishedAtUs ?? 0) - (b.startedAtUs ?? b.finishedAtUs ?? 0) ||
      a.product.localeCompare(b.product, "en"),
  );
}

type FileTimes = { createdAtMs: number; firstTimeUs: number | null; lastTimeUs: number | null };

async function readFiles(
  tx: TransactionSql,
  { deploymentId, deviceId }: Subject,
): Promise<{ files: FileItem[]; times: FileTimes[] }> {
  const rows = await tx<(FileItem & FileTimes)[]>`
    select ${fileColumns(tx)},
      (extract(epoch from f.first_time) * 1000000)::bigint as "firstTimeUs",
      (extract(epoch from f.last_time) * 1000000)::bigint as "lastTimeUs"
    from public.log_files f
    left join public.file_progress p on p.file_id = f.id
    left join public.deployments d on d.id = f.deployment_id
    left join public.devices v on v.id = f.device_id
    left join public.log_files o on o.id = f.duplicate_of
    where f.deployment_id = ${deploymentId} and coalesce(f.device_id, f.id) = ${deviceId} and f.duplicate_of is null
    order by f.created_at desc, f.id
    limit ${MAX_FILES}`;
  return { files: rows.map(({ firstTimeUs: _, lastTimeUs: __, ...file }) => file), times: [...rows] };
}

async function readAlerts(tx: TransactionSql, { deploymentId, deviceId }: Subject) {
  return tx<{ createdAtMs: number; title: string }[]>`
    select (extract(epoch from a.created_at) * 1000)::float8 as "createdAtMs", a.title
    from public.alerts a join public.log_files f on f.id = a.file_id
    where f.deployment_id = ${deploymentId} and coalesce(f.device_id, f.id) = ${deviceId}
    order by a.no limit 200`;
}

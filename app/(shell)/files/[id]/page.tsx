import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageCaller } from "#app/_session/page-caller.ts";
import { Preloaded } from "#components/preloaded.tsx";
import { type Crumb, TopBar } from "#components/top-bar.tsx";
import { NotFoundError } from "#lib/errors.ts";
import { asCaller } from "#lib/platform/database.ts";
import { type ErrorPosition, findError } from "#lib/queries/find-error.ts";
import { listRecords } from "#lib/queries/list-records.ts";
import { type FileDetail, readFile } from "#lib/queries/read-file.ts";
import { readRecord } from "#lib/queries/read-record.ts";
import { FileView } from "./_components/file-view.tsx";
import { firstRecordOf, PAGE_RECORDS, pagesAround, recordKey, recordPageKey } from "./_components/record-pages.ts";

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ record?: string | string[] }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await fileOf((await params).id)).name };
}

export default async function FilePage({ params, searchParams }: PageProps) {
  const file = await fileOf((await params).id);
  const asked = Number((await searchParams).record);
  const { openAt, error } = await placeToOpen(file, asked);
  return (
    <>
      <TopBar crumbs={crumbsOf(file)} hasOwnTitle />
      <Preloaded queries={await firstRecords(file, openAt)}>
        <FileView initialFile={file} openAt={openAt} initialError={error} />
      </Preloaded>
    </>
  );
}

/** The records at which the log opens, and all of the one that explains the failure: it is open from the start. */
async function firstRecords(file: FileDetail, openAt: number) {
  const fileId = file.id;
  const total = file.records + file.rejects;
  if (total === 0) return [];
  const { claims } = await pageCaller();
  return asCaller(claims, async (tx) => {
    const queries: { queryKey: readonly unknown[]; data: unknown }[] = [];
    for (const page of pagesAround(openAt, total)) {
      const data = await listRecords(tx, { fileId, from: firstRecordOf(page), count: PAGE_RECORDS });
      queries.push({ queryKey: recordPageKey({ fileId, page, total }), data });
    }
    if (openAt === file.firstFailingLine?.recordNumber) {
      const record = await readRecord(tx, { fileId, recordNumber: openAt });
      queries.push({ queryKey: recordKey({ fileId, recordNumber: openAt }), data: { record } });
    }
    return queries;
  });
}

/** Deployment and device when it has them: the way back to where one came from. */
function crumbsOf({ name, deployment, device }: FileDetail): Crumb[] {
  if (!deployment) return [{ label: "Files", href: "/files" }, { label: name }];
  const href = `/deployments/${deployment.id}`;
  return [
    { label: deployment.name, href },
    ...(device ? [{ label: device.name, href: `${href}?device=${device.id}` }] : []),
    { label: "File" },
  ];
}

/** Asked once per request, for the title and the page. */
const fileOf = cache(async (id: string): Promise<FileDetail> => {
  const { claims } = await pageCaller();
  try {
    return await asCaller(claims, (tx) => readFile(tx, id));
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
});

/** The record that was asked for, else the first failing line, else the first error, else the top. */
async function placeToOpen(file: FileDetail, asked: number): Promise<{ openAt: number; error: ErrorPosition | null }> {
  const total = file.records + file.rejects;
  if (total === 0) return { openAt: 1, error: null };
  const wanted = asked >= 1 && asked <= total ? asked : (file.firstFailingLine?.recordNumber ?? null);
  const { claims } = await pageCaller();
  const error = await asCaller(claims, (tx) =>
    findError(tx, {
      fileId: file.id,
      from: wanted === null ? 0 : wanted - 1,
      direction: wanted === null ? "first" : "next",
    }),
  );
  return { openAt: wanted ?? error.recordNumber ?? 1, error };
}

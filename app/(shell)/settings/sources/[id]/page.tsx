import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageCaller } from "#app/_session/page-caller.ts";
import { TopBar } from "#components/top-bar.tsx";
import { NotFoundError } from "#lib/errors.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readSource } from "#lib/queries/read-source.ts";
import { readSourceOptions } from "#lib/queries/source-rights.ts";
import { SettingsTabs } from "../../_components/settings-tabs.tsx";
import { SourceView } from "../_components/source-view.tsx";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await sourceOf((await params).id)).source.name };
}

export default async function SourcePage({ params }: PageProps) {
  const { source, options } = await sourceOf((await params).id);
  const crumbs = [{ label: "Settings" }, { label: "Sources", href: "/settings/sources" }, { label: source.name }];
  return (
    <>
      <TopBar crumbs={crumbs} hasOwnTitle />
      <SettingsTabs current="/settings/sources" />
      <SourceView initial={source} options={options} />
    </>
  );
}

/** Asked once per request, for the title and the page. */
const sourceOf = cache(async (id: string) => {
  const { claims, organizationId } = await pageCaller();
  try {
    return await asCaller(claims, async (tx) => ({
      source: await readSource(tx, { organizationId, id }),
      options: await readSourceOptions(tx, organizationId),
    }));
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
});

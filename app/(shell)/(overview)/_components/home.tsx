"use client";

import type { AlertCausePage } from "#lib/queries/list-alert-causes.ts";
import type { SidebarNow } from "../../_components/use-sidebar-now.ts";
import { FirstRun } from "../_first-run/first-run.tsx";
import { useSample } from "../_first-run/use-sample.ts";
import { OverviewView } from "./overview-view.tsx";
import { type OverviewData, useOverview } from "./use-overview.ts";

export interface HomeData extends OverviewData {
  alerts: AlertCausePage;
  sidebar: SidebarNow;
}

/** What is broken now or, before the first file, how to begin. */
export function Home({ initial }: { initial: HomeData }) {
  const overview = useOverview(initial);
  const sample = useSample();
  // The first file of the sample must not take the page away from under its reader.
  if (!overview.data.hasFiles || sample.isLoading || sample.hasFailed) return <FirstRun sample={sample} />;
  return <OverviewView overview={overview} alerts={initial.alerts} sidebar={initial.sidebar} />;
}

import { DEPLOYMENT_TABS, type DeploymentTab } from "#lib/queries/list-deployments.ts";

export const PAGE_DEPLOYMENTS = 50;

/** The tab of the address; Active when it names none that exists. */
export function tabOf(params: { get(name: string): string | null }): DeploymentTab {
  return DEPLOYMENT_TABS.find((tab) => tab === params.get("tab")) ?? "active";
}

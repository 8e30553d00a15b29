import type { OrganizationEvent } from "./organization-event.ts";

/** The query keys whose data an event makes stale. */
export function staleKeys(event: OrganizationEvent): string[][] {
  switch (event.name) {
    case "file":
      return [
        ["files"],
        ["file", event.id],
        ["jobs"],
        ["job", event.id],
        ["lanes"],
        ["overview"],
        ...deploymentKeys(event.deploymentId),
      ];
    case "progress":
      // The bar moves by the notice itself; an open page of the file wants its rows anew, the chart its minutes.
      return [
        ["file", event.id],
        ["job", event.id],
        ["overview", "minutes"],
      ];
    case "alert":
      return [["alerts"], ["lanes"], ["overview"], ...(event.fileId ? [["file", event.fileId]] : [])];
    case "alert-state":
      return [["alerts"], ["lanes"], ["overview"]];
    case "alert-mute":
      return [["alerts"]];
    case "deployment":
      return [["files"], ["overview"], ...deploymentKeys(event.id)];
    case "member":
      return [["members"]];
    case "lane":
      return [["lanes"], ["jobs"], ["lane-changes"]];
    case "lane-rules":
      return [["lane-rules"]];
    case "formats":
      return [["formats"]];
    case "source":
      return [["sources"]];
  }
}

function deploymentKeys(deploymentId: string | null | undefined): string[][] {
  return deploymentId ? [["deployments"], ["deployment", deploymentId]] : [];
}

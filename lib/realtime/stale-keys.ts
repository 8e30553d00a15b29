import type { OrganizationEvent } from "./organization-event.ts";

/** The query keys whose data an event makes stale. */
export function staleKeys(event: OrganizationEvent): string[][] {
  switch (event.name) {
    case "file":
      return [["files"], ["file", event.id], ["lanes"]];
    case "progress":
      // The bar moves by the notice itself; only an open page of the file wants its rows anew.
      return [["file", event.id]];
    case "alert":
      return [["alerts"], ["lanes"], ...(event.fileId ? [["file", event.fileId]] : [])];
    case "deployment":
      return [["deployments"], ["files"]];
  }
}

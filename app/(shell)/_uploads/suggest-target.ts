import type { UploadTarget } from "./upload-item.ts";

/** Folders that say where logs lie, not what they are about. */
const GENERIC =
  /^(logs?|var|tmp|temp|downloads?|desktop|documents|windows|system32|ccm|panther|programdata|users?|data|export|new folder)$/i;

/** `device: "by folder"`: each file's own folder names its device. */
export interface TargetSuggestion {
  deployment: string | null;
  device: string | "by folder" | null;
}

/** What the folder names of a batch say: "Wave 7/LT-2318/ime.log" is device LT-2318 in deployment Wave 7. */
export function suggestTarget(paths: readonly string[]): TargetSuggestion {
  const targets = paths.map(targetOfPath);
  const deployments = new Set(targets.map(({ deployment }) => deployment));
  const devices = new Set(targets.map(({ device }) => device));
  const [deployment = null] = deployments.size === 1 ? deployments : [];
  const [device = null] = devices.size === 1 ? devices : [];
  return { deployment, device: devices.size > 1 ? "by folder" : device };
}

/** The same for one file. */
export function targetOfPath(path: string): UploadTarget {
  const folders = path
    .split("/")
    .slice(0, -1)
    .filter((name) => name !== "" && !GENERIC.test(name));
  return { deployment: folders[0]?.slice(0, 200) ?? null, device: folders[1]?.slice(0, 200) ?? null };
}

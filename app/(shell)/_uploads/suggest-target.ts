import type { UploadTarget } from "./upload-item.ts";

/** Folders that say where logs lie, not what they are about. */
const GENERIC =
  /^(logs?|var|tmp|temp|downloads?|desktop|documents|windows|system32|ccm|panther|programdata|users?|data|export|new folder)$/i;
/** What logs call a product whose name they don't know. */
const NAMELESS = /^(?:unknown product|task sequence|win32 app .*|\{[0-9a-f-]{36}\})$/i;

/** What is known of one file of a batch. */
export interface TargetEvidence {
  path: string;
  /** The device its log names. */
  deviceName: string | null;
  /** What its log says was installed. */
  products: readonly string[];
}

export interface Suggested {
  name: string;
  from: "folder" | "content";
}

/** `by folder`, `by content`: each file has a device of its own. */
export interface TargetSuggestion {
  deployment: Suggested | null;
  device: Suggested | "by folder" | "by content" | null;
}

/** What the folder names of a batch say: "Wave 7/LT-2318/ime.log" is device LT-2318 in deployment Wave 7; else the logs. */
export function suggestTarget(files: readonly TargetEvidence[]): TargetSuggestion {
  const folders = files.map(({ path }) => targetOfPath(path));
  return {
    deployment: suggestDeployment(files, new Set(folders.map(({ deployment }) => deployment))),
    device: suggestDevice(files, new Set(folders.map(({ device }) => device))),
  };
}

/** The same for one file by its folders alone. */
export function targetOfPath(path: string): UploadTarget {
  const folders = path
    .split("/")
    .slice(0, -1)
    .filter((name) => name !== "" && !GENERIC.test(name));
  return { deployment: folders[0]?.slice(0, 200) ?? null, device: folders[1]?.slice(0, 200) ?? null };
}

function suggestDeployment(
  files: readonly TargetEvidence[],
  folders: ReadonlySet<string | null>,
): TargetSuggestion["deployment"] {
  const [folder = null] = folders;
  if (folders.size > 1) return null;
  if (folder !== null) return { name: folder, from: "folder" };
  // Only what all of them say: one installer's log does not name the deployment of the logs beside it.
  const products = new Set(files.flatMap((file) => (file.products.length > 0 ? file.products : [""])));
  const [product = ""] = products;
  return products.size === 1 && product !== "" && !NAMELESS.test(product) ? { name: product, from: "content" } : null;
}

function suggestDevice(
  files: readonly TargetEvidence[],
  folders: ReadonlySet<string | null>,
): TargetSuggestion["device"] {
  const [folder = null] = folders;
  if (folders.size > 1) return "by folder";
  if (folder !== null) return { name: folder, from: "folder" };
  const devices = new Set(files.map(({ deviceName }) => deviceName));
  const [device = null] = devices;
  if (devices.size > 1) return "by content";
  return device === null ? null : { name: device, from: "content" };
}

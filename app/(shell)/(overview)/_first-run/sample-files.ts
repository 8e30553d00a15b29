import type { PickedFile, UploadTarget } from "../../_uploads/upload-item.ts";

export const SAMPLE_DEPLOYMENT = "Tallybook 4.2.0 (sample)";

/** Under `public/sample`, one folder per device. The first is the one that fails, and the one that is opened. */
const SAMPLE_PATHS = [
  "LT-2291/tallybook-4.2.0.log",
  "LT-2304/tallybook-4.2.0.log",
  "LT-2317/IntuneManagementExtension.log",
] as const;

/** As the upload queue knows the file that fails. */
export const FAILING_SAMPLE_PATH = uploadPath(SAMPLE_PATHS[0]);

/** The sample's files, as if somebody had picked the folder. */
export async function fetchSampleFiles(): Promise<PickedFile[]> {
  return Promise.all(SAMPLE_PATHS.map(fetchSample));
}

/** The folder names the device. */
export function sampleTarget({ path }: PickedFile): UploadTarget {
  const [, device = null] = path.split("/");
  return { deployment: SAMPLE_DEPLOYMENT, device };
}

export function isSamplePath(path: string): boolean {
  return SAMPLE_PATHS.some((samplePath) => uploadPath(samplePath) === path);
}

async function fetchSample(path: string): Promise<PickedFile> {
  const response = await fetch(`/sample/${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  const name = path.slice(path.lastIndexOf("/") + 1);
  // The same time every time: loading the sample again goes on with what is here already.
  const file = new File([await response.blob()], name, { type: "text/plain", lastModified: 1 });
  return { file, path: uploadPath(path) };
}

function uploadPath(path: string): string {
  return `${SAMPLE_DEPLOYMENT}/${path}`;
}

import { sendFile } from "../ingest/send-file.ts";
import { uploadUrls } from "../ingest/upload-urls.ts";
import { waitForJob } from "../ingest/wait-for-job.ts";
import type { ChaosAccounts } from "./chaos-accounts.ts";
import type { ChaosFile, Way } from "./make-file.ts";
import { sendAsForm } from "./send-as-form.ts";
import { sendInPieces } from "./send-in-pieces.ts";

export interface SendPorts {
  accounts: ChaosAccounts;
  /** Where the terminal's unfinished uploads are remembered. */
  uploadsPath: string;
  /** A call that goes unanswered for this long is a failure of the server. */
  withinMs: number;
}

/** Sends a file as it wants to be sent and waits until it has ended, whatever happens to the server meanwhile. */
export async function sendFileOfRun(file: ChaosFile, ports: SendPorts): Promise<void> {
  const jobs = await Promise.all(
    [file.way, ...(file.twinWay ? [file.twinWay] : [])].map((way) => send(file, way, ports)),
  );
  for (const { jobId } of jobs) await waitForJob(ports.accounts.terminal, jobId, () => {});
}

async function send(file: ChaosFile, way: Way, ports: SendPorts): Promise<{ jobId: string }> {
  const { accounts, withinMs } = ports;
  switch (way) {
    case "form":
      return sendAsForm(file, { target: accounts.owner, withinMs });
    case "resumable":
      return sendInPieces(file, { target: accounts.owner, withinMs });
    case "cli": {
      const { deployment, device, lane } = file;
      const context = { deployment, device, lane, timeZone: null, format: null };
      const urlStorage = uploadUrls(ports.uploadsPath);
      return sendFile(file, { target: accounts.terminal, context, urlStorage, onProgress: () => {} });
    }
  }
}

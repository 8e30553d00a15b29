import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { DeviceDetail } from "#lib/queries/read-deployment-device.ts";
import { OutcomeMark } from "./outcome-mark.tsx";

/** In the place of the line, as high as it: why this device has none. */
export function NoFailingLine({ device }: { device: DeviceDetail }) {
  const { outcome } = device;
  const { title, text } = WORDS[outcome];
  const isReading = device.files.some(({ state }) => ["uploading", "queued", "processing"].includes(state));
  return (
    <div className="grid min-h-[calc(8*var(--row-log)+48px)] content-center justify-items-center gap-1.5 rounded-panel border border-border p-6 text-center">
      <OutcomeMark outcome={outcome} className="size-5" />
      <p className="font-semibold">{title}</p>
      <p className="max-w-[52ch] text-text-2">
        {outcome === "unknown" && isReading ? "Its files are still on their way; the outcome appears by itself." : text}
      </p>
    </div>
  );
}

const WORDS: Record<InstallationOutcome, { title: string; text: string }> = {
  failed: { title: "No line explains it", text: "The log reports the failure, but names nothing that came before it." },
  deferred: {
    title: "The installation was put off",
    text: "The user or a policy deferred it; it is offered again later.",
  },
  cancelled: { title: "The installation was cancelled", text: "Somebody, or a policy, ended it before it was done." },
  unknown: { title: "No outcome", text: "None of its files tells how an installation ended." },
  in_progress: { title: "Not finished", text: "Its logs end before the installation does, or it will be tried again." },
  reboot: { title: "Installed, needs a reboot", text: "Nothing failed. The device has to restart to finish." },
  succeeded: { title: "Nothing failed", text: "Every installation on this device succeeded." },
};

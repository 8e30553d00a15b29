import { MultiBar, Presets, type SingleBar } from "cli-progress";

export interface FileProgress {
  sent(doneBytes: number, totalBytes: number): void;
  read(doneBytes: number, totalBytes: number): void;
  done(): void;
}

/** One bar a file under way, on a terminal; elsewhere nothing. */
export function showProgress(stream: NodeJS.WriteStream, isWanted: boolean) {
  if (!isWanted || !stream.isTTY) {
    const silent: FileProgress = { sent() {}, read() {}, done() {} };
    return { start: (_name: string): FileProgress => silent, stop() {} };
  }
  const bars = new MultiBar(
    { stream, format: "{phase} {bar} {percentage}% {name}", clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  return {
    start(name: string): FileProgress {
      const bar: SingleBar = bars.create(1, 0, { phase: "hashing  ", name });
      const show = (phase: string) => (done: number, total: number) => {
        bar.setTotal(Math.max(1, total));
        bar.update(done, { phase });
      };
      return { sent: show("uploading"), read: show("reading  "), done: () => void bars.remove(bar) };
    },
    stop: () => bars.stop(),
  };
}

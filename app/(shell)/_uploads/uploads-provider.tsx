"use client";

import { usePathname, useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { usePublicSupabase } from "#components/public-supabase.tsx";
import { useShell } from "#components/shell-context.tsx";
import { browserSupabase } from "#lib/platform/supabase-browser.ts";
import { browserPorts } from "./browser-ports.ts";
import { DropOverlay } from "./drop-overlay.tsx";
import { droppedFiles } from "./dropped-files.ts";
import { isMoving, type UploadItem } from "./upload-item.ts";
import { UploadQueue } from "./upload-queue.ts";

const QueueContext = createContext<UploadQueue | null>(null);
const NONE: readonly UploadItem[] = [];

/** The tab's uploads; they go on while pages change. The whole window accepts drops, on every page. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const queue = useOwnQueue();
  const overCount = useWindowDrop(queue);
  useLeaveWarning(queue);
  return (
    <QueueContext value={queue}>
      {children}
      {overCount === null ? null : <DropOverlay count={overCount} />}
    </QueueContext>
  );
}

export function useUploadQueue(): UploadQueue {
  const queue = useContext(QueueContext);
  if (!queue) throw new Error("useUploadQueue needs the shell's layout around it.");
  return queue;
}

/** What is on its way, newest first. */
export function useUploadItems(): readonly UploadItem[] {
  const queue = useUploadQueue();
  return useSyncExternalStore(queue.subscribe, queue.items, () => NONE);
}

function useOwnQueue(): UploadQueue {
  const { url, publishableKey } = usePublicSupabase();
  const { organizationId } = useShell();
  const [queue] = useState(
    // The client is made at the first call, in the browser; on the server nothing is ever called.
    () =>
      new UploadQueue(
        browserPorts({ supabase: () => browserSupabase({ url, publishableKey }), publishableKey, organizationId }),
      ),
  );
  return queue;
}

/** How many files are being dragged over the window; null = none. */
function useWindowDrop(queue: UploadQueue): number | null {
  const [overCount, setOverCount] = useState<number | null>(null);
  const router = useRouter();
  const pathname = usePathname();
  const isOnUpload = useRef(false);
  useEffect(() => {
    isOnUpload.current = pathname === "/upload";
  }, [pathname]);
  useEffect(() => {
    const listening = new AbortController();
    const on = <Name extends "dragenter" | "dragover" | "dragleave" | "drop">(
      name: Name,
      handle: (event: DragEvent, transfer: DataTransfer) => void,
    ) => {
      const listener = (event: DragEvent) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        handle(event, event.dataTransfer);
      };
      window.addEventListener(name, listener, { signal: listening.signal });
    };
    on("dragenter", (_event, { items }) => setOverCount(items.length));
    on("dragover", (_event, transfer) => {
      transfer.dropEffect = "copy";
    });
    // Leaving the window has no element to go to; moving between elements has.
    on("dragleave", (event) => event.relatedTarget === null && setOverCount(null));
    on("drop", (_event, transfer) => {
      setOverCount(null);
      droppedFiles(transfer).then((files) => queue.add(files));
      if (!isOnUpload.current) router.push("/upload");
    });
    return () => listening.abort();
  }, [queue, router]);
  return overCount;
}

/** Closing the tab pauses what is moving: the browser asks first. */
function useLeaveWarning(queue: UploadQueue): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (queue.items().some(isMoving)) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [queue]);
}

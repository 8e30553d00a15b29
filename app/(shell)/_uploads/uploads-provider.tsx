"use client";

import { usePathname, useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { usePublicSupabase } from "#components/public-supabase.tsx";
import { useShell } from "#components/shell-context.tsx";
import { browserSupabase } from "#lib/platform/supabase-browser.ts";
import { browserPorts } from "./browser-ports.ts";
import { type DraggedFiles, draggedFiles } from "./dragged-files.ts";
import { DropOverlay } from "./drop-overlay.tsx";
import { droppedFiles } from "./dropped-files.ts";
import { previewInWorker } from "./preview-in-worker.ts";
import { PreviewQueue, type PreviewState } from "./preview-queue.ts";
import { teamFormats } from "./team-formats.ts";
import { teamRules } from "./team-rules.ts";
import { isMoving, type UploadItem } from "./upload-item.ts";
import { UploadQueue } from "./upload-queue.ts";

interface Uploads {
  queue: UploadQueue;
  previews: PreviewQueue;
}

const UploadsContext = createContext<Uploads | null>(null);
const NONE: readonly UploadItem[] = [];
const NO_PREVIEWS: ReadonlyMap<string, PreviewState> = new Map();

/** The tab's uploads; they go on while pages change. The whole window accepts drops, on every page. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const uploads = useOwnUploads();
  const { queue } = uploads;
  const over = useWindowDrop(queue);
  useLeaveWarning(queue);
  return (
    <UploadsContext value={uploads}>
      {children}
      {over === null ? null : <DropOverlay {...over} />}
    </UploadsContext>
  );
}

export function useUploadQueue(): UploadQueue {
  return useUploads().queue;
}

export function usePreviewQueue(): PreviewQueue {
  return useUploads().previews;
}

function useUploads(): Uploads {
  const uploads = useContext(UploadsContext);
  if (!uploads) throw new Error("Uploads need the shell's layout around them.");
  return uploads;
}

/** What is on its way, newest first. */
export function useUploadItems(): readonly UploadItem[] {
  const queue = useUploadQueue();
  return useSyncExternalStore(queue.subscribe, queue.items, () => NONE);
}

/** What is known of a file that was not sent yet; null = nothing, not even asked. */
export function usePreview(id: string): PreviewState | null {
  const previews = usePreviewQueue();
  return useSyncExternalStore(
    previews.subscribe,
    () => previews.states().get(id) ?? null,
    () => null,
  );
}

/** The same for all files. */
export function usePreviews(): ReadonlyMap<string, PreviewState> {
  const previews = usePreviewQueue();
  return useSyncExternalStore(previews.subscribe, previews.states, () => NO_PREVIEWS);
}

function useOwnUploads(): Uploads {
  const { url, publishableKey } = usePublicSupabase();
  const { organizationId } = useShell();
  // The client and the worker are made at the first call, in the browser; on the server nothing is ever called.
  const [uploads] = useState(() => ({
    queue: new UploadQueue(
      browserPorts({ supabase: () => browserSupabase({ url, publishableKey }), publishableKey, organizationId }),
    ),
    previews: new PreviewQueue(
      previewInWorker({
        rules: teamRules(() => browserSupabase({ url, publishableKey }), organizationId),
        formats: teamFormats(() => browserSupabase({ url, publishableKey }), organizationId),
      }),
    ),
  }));
  const { queue, previews } = uploads;
  useEffect(() => queue.subscribe(() => previews.sync(queue.items())), [queue, previews]);
  return uploads;
}

/** What is being dragged over the window; null = no files. */
function useWindowDrop(queue: UploadQueue): DraggedFiles | null {
  const [over, setOver] = useState<DraggedFiles | null>(null);
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
    on("dragenter", (_event, { items }) => setOver(draggedFiles(items)));
    on("dragover", (_event, transfer) => {
      transfer.dropEffect = "copy";
    });
    // Leaving the window has no element to go to; moving between elements has.
    on("dragleave", (event) => event.relatedTarget === null && setOver(null));
    on("drop", (_event, transfer) => {
      setOver(null);
      droppedFiles(transfer).then((files) => queue.add(files));
      if (!isOnUpload.current) router.push("/upload");
    });
    return () => listening.abort();
  }, [queue, router]);
  return over;
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

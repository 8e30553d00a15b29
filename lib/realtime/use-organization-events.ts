"use client";

import type { SupabaseClient } from "@supabase/supabase-js";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { socketRetry } from "#lib/platform/socket-retry.ts";
import { gatherInvalidations } from "./gather-invalidations.ts";
import { type AlertEvent, noteAlertEvent } from "./live-alerts.ts";
import { forgetProgress, noteProgress } from "./live-progress.ts";
import { openOrganizationChannel } from "./organization-channel.ts";
import type { OrganizationEvent } from "./organization-event.ts";
import { staleKeys } from "./stale-keys.ts";

export type LiveState = { kind: "connecting" } | { kind: "live" } | { kind: "lost"; sinceMs: number };

/** A socket that is back this soon never worried anyone. */
const PATIENCE_MS = 1500;

/**
 * Keeps the tab's queries current: events make the queries of `staleKeys` stale, and every
 * (re)connection makes all of them stale, because events may have been missed. Use it once, in the shell.
 */
export function useOrganizationEvents(input: {
  supabase: () => SupabaseClient;
  organizationId: string;
  /** The rights of a member changed. */
  onMember: (userId: string) => void;
}): {
  state: LiveState;
  /** Tries again at once, whatever was planned. */
  retry: () => void;
} {
  const { supabase, organizationId } = input;
  const onMember = useEffectEvent(input.onMember);
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>({ kind: "connecting" });
  const retryNow = useRef(() => {});
  useEffect(() => {
    const gathered = gatherInvalidations(queryClient);
    let lostTimer: ReturnType<typeof setTimeout> | null = null;
    let hasJoined = false;
    const onJoined = () => {
      socketRetry.forget();
      if (lostTimer) clearTimeout(lostTimer);
      lostTimer = null;
      setState({ kind: "live" });
      // The first join comes right after the page's own data; from then on something may be missing.
      if (hasJoined) void queryClient.invalidateQueries();
      else gathered.add([["files"], ["jobs"], ["alerts"], ["lanes"], ["overview"], ["deployments"]]);
      hasJoined = true;
    };
    const onLost = () => {
      const sinceMs = Date.now();
      lostTimer ??= setTimeout(() => setState({ kind: "lost", sinceMs }), PATIENCE_MS);
    };
    let isJoined = false;
    const onChannel = (isIn: boolean) => {
      isJoined = isIn;
      if (isIn) onJoined();
      else onLost();
    };
    const onEvent = (event: OrganizationEvent) => {
      takeProgress(event);
      // At once: a toast must not wait for the refetches to gather.
      if (isAlertEvent(event)) noteAlertEvent(event);
      if (event.name === "member" && event.userId) onMember(event.userId);
      gathered.add(staleKeys(event));
    };
    // A socket notices a pulled cable only at its next heartbeat; the browser knows at once.
    const listening = new AbortController();
    window.addEventListener("offline", onLost, { signal: listening.signal });
    const onOnline = () => {
      if (isJoined) onJoined();
      else supabase().realtime.connect();
    };
    retryNow.current = onOnline;
    window.addEventListener("online", onOnline, { signal: listening.signal });
    let close = () => {};
    // In development effects run twice at once; the first run must not open what the second closes.
    const opening = setTimeout(() => {
      close = openOrganizationChannel({
        supabase: supabase(),
        organizationId,
        onEvent,
        onJoined: () => onChannel(true),
        onLost: () => onChannel(false),
      });
    }, 0);
    return () => {
      clearTimeout(opening);
      if (lostTimer) clearTimeout(lostTimer);
      listening.abort();
      gathered.stop();
      close();
    };
  }, [supabase, organizationId, queryClient]);
  return { state, retry: () => retryNow.current() };
}

function isAlertEvent(event: OrganizationEvent): event is AlertEvent {
  return event.name === "alert" || event.name === "alert-state" || event.name === "alert-mute";
}

function takeProgress(event: OrganizationEvent): void {
  if (event.name === "progress") {
    const { id, bytesDone, recordCount, rejectCount, recordsPerS } = event;
    noteProgress(id, { bytesDone, recordCount, rejectCount, recordsPerS: recordsPerS ?? null });
  } else if (event.name === "file" && event.status !== "processing") {
    forgetProgress(event.id);
  }
}

"use client";

import { useCallback } from "react";
import { type ApiRequest, callApi } from "#lib/platform/browser-api.ts";
import { useShell } from "./shell-context.tsx";
import { useSupabase } from "./use-supabase.ts";

/** `api(path, request)`: calls our API as the person and team of this tab; see `callApi`. */
export function useApi(): <T>(path: string, request?: ApiRequest) => Promise<T> {
  const supabase = useSupabase();
  const { organizationId } = useShell();
  return useCallback(
    <T>(path: string, request?: ApiRequest) => callApi<T>(supabase(), path, { organizationId, ...request }),
    [supabase, organizationId],
  );
}

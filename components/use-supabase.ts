"use client";

import type { SupabaseClient } from "@supabase/supabase-js";
import { useCallback } from "react";
import { browserSupabase } from "#lib/platform/supabase-browser.ts";
import { usePublicSupabase } from "./public-supabase.tsx";

/** Gives the tab's one Supabase client, with the session of who is signed in. Call it in effects and handlers only. */
export function useSupabase(): () => SupabaseClient {
  const { url, publishableKey } = usePublicSupabase();
  return useCallback(() => browserSupabase({ url, publishableKey }), [url, publishableKey]);
}

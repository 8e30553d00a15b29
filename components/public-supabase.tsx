"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { PublicSupabase } from "#lib/platform/supabase-browser.ts";

const PublicSupabaseContext = createContext<PublicSupabase | null>(null);

/** Hands the Supabase address and publishable key of this request to the browser; nothing of it is in the build. */
export function PublicSupabaseProvider({ value, children }: { value: PublicSupabase; children: ReactNode }) {
  return <PublicSupabaseContext value={value}>{children}</PublicSupabaseContext>;
}

export function usePublicSupabase(): PublicSupabase {
  const value = useContext(PublicSupabaseContext);
  if (!value) throw new Error("usePublicSupabase needs PublicSupabaseProvider around it.");
  return value;
}

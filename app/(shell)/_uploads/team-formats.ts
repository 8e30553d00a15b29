import type { SupabaseClient } from "@supabase/supabase-js";
import type { VersionedDefinition } from "#lib/model/format-definition.ts";
import { callApi } from "#lib/platform/browser-api.ts";

const FRESH_MS = 15_000;

interface FormatsAnswer {
  formats: (VersionedDefinition & { isRetired: boolean })[];
}

/** The team's own formats for previews, asked for again after some seconds; while the server is away those known last. */
export function teamFormats(
  supabase: () => SupabaseClient,
  organizationId: string,
): () => Promise<VersionedDefinition[]> {
  let known: { formats: VersionedDefinition[]; atMs: number } | null = null;
  return async () => {
    if (known !== null && Date.now() - known.atMs < FRESH_MS) return known.formats;
    try {
      const { formats } = await callApi<FormatsAnswer>(supabase(), "/api/v1/formats", { organizationId });
      const usable = formats.filter(({ isRetired }) => !isRetired);
      known = { formats: usable.map(({ version, definition }) => ({ version, definition })), atMs: Date.now() };
      return known.formats;
    } catch {
      // Intake reads with the real ones in any case.
      return known?.formats ?? [];
    }
  };
}

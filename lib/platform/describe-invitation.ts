import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import { UnavailableError } from "#lib/errors.ts";
import { INVITABLE_ROLES } from "#lib/model/role.ts";
import { env } from "./env.ts";
import { withoutKeyAsBearer } from "./without-key-as-bearer.ts";

const rowsSchema = z.array(
  z.object({
    organization_id: z.guid(),
    organization_name: z.string(),
    role: z.enum(INVITABLE_ROLES),
    email: z.string().nullable(),
    state: z.enum(["open", "accepted", "revoked", "expired"]),
  }),
);

export type InvitationFacts = z.output<typeof rowsSchema>[number];

/**
 * What an invitation link is for; null = no such link. Whoever holds the link may ask, signed in or not.
 * @throws UnavailableError when Supabase could not be asked.
 */
export async function describeInvitation(token: string): Promise<InvitationFacts | null> {
  const { supabaseUrl, supabasePublishableKey } = env();
  const anonymous = createClient(supabaseUrl, supabasePublishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: withoutKeyAsBearer(supabasePublishableKey) },
  });
  const { data, error } = await anonymous.rpc("describe_invitation", { token: token.slice(0, 200) });
  if (error) {
    throw new UnavailableError("Sluice could not look this invitation up. Try again in a moment.", { cause: error });
  }
  return rowsSchema.parse(data)[0] ?? null;
}

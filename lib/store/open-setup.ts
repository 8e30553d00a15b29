import { createHash } from "node:crypto";
import type { Sql } from "./sql.ts";

/**
 * Makes `code` the one code that claims a fresh installation; an earlier unclaimed one ends.
 * Does nothing once there is an owner.
 */
export async function openSetup(sql: Sql, code: string): Promise<void> {
  // Exactly as public.claim_setup reads it: letters and digits only, upper case.
  const plain = code.replace(/[^0-9A-Za-z]/g, "").toUpperCase();
  const hash = createHash("sha256").update(plain).digest("hex");
  await sql.begin(async (tx) => {
    const [row] = await tx<{ isOpen: boolean }[]>`select public.is_setup_open() as "isOpen"`;
    if (!row?.isOpen) return;
    await tx`delete from private.setup_codes where claimed_at is null and code_hash <> ${hash}`;
    await tx`insert into private.setup_codes (code_hash) values (${hash}) on conflict (code_hash) do nothing`;
  });
}

import { z } from "zod";

/** A code as a log writes it. */
export const codeSchema = z.string().trim().min(1).max(100);

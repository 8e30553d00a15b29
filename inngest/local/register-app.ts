import { z } from "zod";
import { InvalidInputError } from "#lib/errors.ts";
import { type FunctionConfig, readFunctionConfig } from "./function-config.ts";
import { replaceFunctions } from "./functions.ts";
import type { Sql } from "./sql.ts";

const registrationSchema = z.looseObject({
  appName: z.string().min(1),
  functions: z.array(z.unknown()),
});

/**
 * Takes an app's registration (POST /fn/register) as a whole: one function the engine can't honour refuses all, with a
 * message naming each such function and option. True when the registration changed anything.
 */
export async function registerApp(sql: Sql, body: unknown, nowMs: number): Promise<boolean> {
  const parsed = registrationSchema.safeParse(body);
  if (!parsed.success) throw new InvalidInputError("The registration names no app or no functions.");
  const configs: FunctionConfig[] = [];
  const problems: string[] = [];
  for (const input of parsed.data.functions) {
    const reading = readFunctionConfig(input);
    if (reading.isAccepted) configs.push(reading.config);
    else problems.push(...reading.problems);
  }
  if (problems.length > 0) throw new InvalidInputError(problems.join("; "), { code: "unsupported" });
  return sql.begin((tx) => replaceFunctions(tx, { app: parsed.data.appName, configs, nowMs }));
}

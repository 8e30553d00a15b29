import { Environment } from "@marcbachmann/cel-js";
import type { JsonObject } from "./json-object.ts";

/** What an expression may speak of: the run's event and, for cancelOn, the event that just came in. */
export interface ExpressionScope {
  event: JsonObject;
  async?: JsonObject;
}

type Compiled = (scope: Record<string, unknown>) => unknown;

const MAX_COMPILED = 1_000;
const compiled = new Map<string, Compiled>();
const environment = createEnvironment();

/** JSON numbers are doubles to CEL, literals are ints; without these, `event.data.n + 1` has no overload. */
function createEnvironment(): Environment {
  const created = new Environment({ homogeneousAggregateLiterals: false })
    .registerVariable("event", "dyn")
    .registerVariable("async", "dyn");
  const operations: [string, (a: number, b: number) => number][] = [
    ["+", (a, b) => a + b],
    ["-", (a, b) => a - b],
    ["*", (a, b) => a * b],
    ["/", (a, b) => a / b],
  ];
  for (const [sign, apply] of operations) {
    created.registerOperator(`double ${sign} int`, (a: number, b: bigint) => apply(a, Number(b)));
    created.registerOperator(`int ${sign} double`, (a: bigint, b: number) => apply(Number(a), b));
  }
  return created;
}

/** What is wrong with a CEL expression, or null when it can be used. */
export function expressionProblem(expression: string): string | null {
  try {
    const result = environment.check(expression);
    return result.valid ? null : firstLine(result.error?.message ?? "it does not type-check");
  } catch (error) {
    return firstLine(error instanceof Error ? error.message : String(error));
  }
}

/** The value of a CEL expression; `undefined` when it can't be computed (a field is missing, types don't fit). */
export function evaluateExpression(expression: string, scope: ExpressionScope): unknown {
  try {
    return compile(expression)({ event: scope.event, async: scope.async ?? {} });
  } catch {
    return undefined;
  }
}

/** True only when the expression says so; a missing field means no. */
export function expressionHolds(expression: string, scope: ExpressionScope): boolean {
  return evaluateExpression(expression, scope) === true;
}

/** The value as a key. Values of different types stay different; what can't be computed is null. */
export function expressionKey(expression: string, scope: ExpressionScope): string | null {
  const value = evaluateExpression(expression, scope);
  if (value === undefined || value === null) return null;
  return JSON.stringify(value, (_name, part) => (typeof part === "bigint" ? Number(part) : part));
}

function compile(expression: string): Compiled {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  const fresh = environment.parse(expression);
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  const evaluate: Compiled = (scope) => fresh(scope);
  compiled.set(expression, evaluate);
  return evaluate;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

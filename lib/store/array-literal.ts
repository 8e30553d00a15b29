/**
 * The text form of a one-dimensional Postgres array, to be sent as one text parameter and cast: `${literal}::text::text[]`.
 * It needs nothing from the driver's knowledge of array types, so it is safe behind any pooler.
 */
export function arrayLiteral(values: Iterable<string | number | boolean | null>): string {
  let literal = "{";
  for (const value of values) {
    if (literal.length > 1) literal += ",";
    if (value === null) literal += "NULL";
    else if (typeof value === "string") literal += `"${value.replace(/["\\]/g, "\\$&")}"`;
    else literal += value;
  }
  return `${literal}}`;
}

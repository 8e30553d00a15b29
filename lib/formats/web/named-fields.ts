/**
 * A line's fields by the names of its columns, without those that hold nothing ("-"). Fields behind the last known
 * column, as a newer version may write them, are kept together under "further_fields".
 */
export function namedFields(fields: readonly string[], names: readonly string[]): Record<string, string> {
  const row: Record<string, string> = {};
  const count = Math.min(fields.length, names.length);
  for (let index = 0; index < count; index++) {
    const value = fields[index] ?? "-";
    if (value !== "-" && value !== "") row[names[index] ?? ""] = value;
  }
  if (fields.length > names.length) row.further_fields = fields.slice(names.length).join(" ");
  return row;
}

import { isTimeText } from "./csv-time.ts";
import { isSymantecRow, SYMANTEC_COLUMNS } from "./symantec-columns.ts";

/** A table that is known although it has no heading. */
export interface KnownTable {
  id: "symantec" | "postgres";
  columns: readonly string[];
  isRow(fields: readonly string[]): boolean;
}

/** PostgreSQL's csvlog ("Using CSV-Format Log Output" in its manual); newer versions added columns at the end. */
const POSTGRES_COLUMNS =
  "log_time,user_name,database_name,process_id,connection_from,session_id,session_line_num,command_tag,session_start_time,virtual_transaction_id,transaction_id,error_severity,sql_state_code,message,detail,hint,internal_query,internal_query_pos,context,query,query_pos,location,application_name,backend_type,leader_pid,query_id".split(
    ",",
  );

const KNOWN_TABLES: readonly KnownTable[] = [
  { id: "symantec", columns: SYMANTEC_COLUMNS, isRow: isSymantecRow },
  { id: "postgres", columns: POSTGRES_COLUMNS, isRow: isPostgresRow },
];

/** The known table that these rows are of; null when they are of none. */
export function knownTable(rows: readonly string[][]): KnownTable | null {
  const first = rows.slice(0, 5);
  return KNOWN_TABLES.find(({ isRow }) => first.some(isRow)) ?? null;
}

function isPostgresRow(fields: readonly string[]): boolean {
  const isWide = fields.length >= 22 && fields.length <= POSTGRES_COLUMNS.length;
  return isWide && isTimeText(fields[0] ?? "") && /^[0-9a-f]+\.[0-9a-f]+$/.test(fields[5] ?? "");
}

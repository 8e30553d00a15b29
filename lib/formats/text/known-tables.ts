import { isTimeText } from "./csv-time.ts";
import { isSymantecRow, SYMANTEC_COLUMNS } from "./symantec-columns.ts";

/** A table that is known although it has no heading. */
export interface KnownTable {
  id: "symantec" | "postgres" | "iis";
  columns: readonly string[];
  isRow(fields: readonly string[]): boolean;
}

/** PostgreSQL's csvlog ("Using CSV-Format Log Output" in its manual); newer versions added columns at the end. */
const POSTGRES_COLUMNS =
  "log_time,user_name,database_name,process_id,connection_from,session_id,session_line_num,command_tag,session_start_time,virtual_transaction_id,transaction_id,error_severity,sql_state_code,message,detail,hint,internal_query,internal_query_pos,context,query,query_pos,location,application_name,backend_type,leader_pid,query_id".split(
    ",",
  );

/** IIS' own format ("IIS Log File Format" in its documentation); a comma ends its rows. */
const IIS_COLUMNS =
  "client_ip,user_name,date,time,service,server_name,server_ip,time_taken_ms,bytes_received,bytes_sent,status_code,windows_status,method,url,parameters".split(
    ",",
  );

const KNOWN_TABLES: readonly KnownTable[] = [
  { id: "symantec", columns: SYMANTEC_COLUMNS, isRow: isSymantecRow },
  { id: "postgres", columns: POSTGRES_COLUMNS, isRow: isPostgresRow },
  { id: "iis", columns: [...IIS_COLUMNS, ""], isRow: isIisRow },
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

function isIisRow(fields: readonly string[]): boolean {
  const [, , date = "", clock = "", service = ""] = fields.map((field) => field.trim());
  const isWide = fields.length === IIS_COLUMNS.length || fields.length === IIS_COLUMNS.length + 1;
  return (
    isWide &&
    /^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(date) &&
    /^\d{1,2}:\d\d:\d\d$/.test(clock) &&
    /^[A-Z][A-Z\d]*\d$/.test(service)
  );
}

/** What a column holds, by its name; "other" goes into the attributes under that name. */
export type CsvRole =
  | "dateTime"
  | "date"
  | "time"
  | "severity"
  | "message"
  | "host"
  | "user"
  | "process"
  | "logger"
  | "url"
  | "method"
  | "status"
  | "address"
  | "port"
  | "request"
  | "durationMs"
  | "other";

/** Names without case, spaces and marks; within a role the surest first. */
const NAMES: Readonly<Record<Exclude<CsvRole, "other">, string>> = {
  dateTime:
    "timestamp @timestamp datetime eventtime timegenerated timecreated timelogged logtime createddatetime activitydatetime eventdatetime datetimeutc dateandtime dateutc timeutc created creationtime createdat eventtimestamp lasteventtime starttime detecttime detectiontime logdate zeitstempel datumunduhrzeit datumuhrzeit horodatage ts",
  date: "date day datum eventdate fecha data",
  time: "time uhrzeit clock heure hora ora zeit",
  severity:
    "level severity loglevel severitytext leveldisplayname entrytype severitylevel errorseverity priority logseverity ebene stufe schweregrad gravity gravité niveau nivel livello type",
  message:
    "message msg description eventdescription text details logmessage body summary activity event meldung nachricht beschreibung mensaje",
  host: "host hostname computer computername machine machinename device devicename server servername endpoint endpointname computerdnsname system",
  user: "user username userid account accountname userprincipalname upn initiatedby actor benutzer login loginname",
  process: "pid processid",
  logger:
    "logger source sourcename providername provider component category module service application app program quelle process",
  url: "url uri requesturi requesturl path",
  method: "method httpmethod requestmethod verb",
  status: "status statuscode httpstatus httpstatuscode responsecode scstatus",
  address: "ip clientip remoteip ipaddress sourceip srcip sourceaddress clientaddress remoteaddress remoteaddr srcaddr",
  port: "port clientport remoteport sourceport srcport",
  request: "requestid correlationid traceid transactionid operationid",
  durationMs: "durationms elapsedms responsetimems timetakenms processingtimems latencyms",
};

const ROLES = new Map(
  Object.entries(NAMES).flatMap(([role, names]) => names.split(" ").map((name) => [name, role as CsvRole] as const)),
);
const ORDER = new Map(Object.values(NAMES).flatMap((names) => names.split(" ").map((name, index) => [name, index])));

/** The roles of columns by their names; each role is given once, to the surest name. */
export function csvRoles(columns: readonly string[]): CsvRole[] {
  const names = columns.map(bareName);
  const taken = new Map<CsvRole, number>();
  names.forEach((name, index) => {
    const role = ROLES.get(name);
    if (role === undefined) return;
    const before = taken.get(role);
    if (before === undefined || rank(name) < rank(names[before] ?? "")) taken.set(role, index);
  });
  const roles = names.map((_, index): CsvRole => [...taken].find(([, at]) => at === index)?.[0] ?? "other");
  return withTime(roles, taken);
}

function rank(name: string): number {
  return ORDER.get(name) ?? 1000;
}

/** "Time" alone may hold date and time; beside "Date" it is the clock. */
function withTime(roles: CsvRole[], taken: ReadonlyMap<CsvRole, number>): CsvRole[] {
  if (taken.has("dateTime")) return roles.map((role) => (role === "date" || role === "time" ? "other" : role));
  if (taken.has("date") && taken.has("time")) return roles;
  return roles.map((role) => (role === "date" || role === "time" ? "dateTime" : role));
}

/** "Time Generated [UTC]" is timegenerated. */
export function bareName(column: string): string {
  return column
    .toLowerCase()
    .replace(/[([](?:utc|gmt|local|z)[)\]]/g, "")
    .replace(/[^\p{L}\p{N}@]/gu, "");
}

/** True when a column's name says that its times are UTC. */
export function saysUtc(column: string): boolean {
  return /(?:^|[\s_([])(?:utc|gmt)(?:$|[\s_)\]])|(?:Utc|UTC)$/.test(column) || /\b(?:UTC|GMT)\b/.test(column);
}

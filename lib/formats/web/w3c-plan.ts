/** Fields that have a place of their own in a record, by the names that writers give them. */
const PLACES = {
  date: "date date-local date-utc",
  time: "time time-local time-utc",
  dateTime: "date-time",
  method: "cs-method",
  stem: "cs-uri-stem",
  query: "cs-uri-query",
  uri: "cs-uri",
  status: "sc-status",
  client: "c-ip client-ip",
  clientPort: "c-port",
  user: "cs-username",
  host: "s-computername server-hostname",
  taken: "time-taken timetakenms",
  forwardedFor: "x-forwarded-for cs(x-forwarded-for)",
  requestId: "x-edge-request-id",
} as const;
export type W3cPlace = keyof typeof PLACES;

/** Same in many records: kept once. */
const SHARED = new Set(["cs(user-agent)", "cs-version", "s-sitename", "s-ip", "s-port", "cs-host", "cs(host)"]);
const KEYS: Readonly<Record<string, string>> = {
  "cs(referer)": "http.request.header.referer",
  "cs(user-agent)": "user_agent.original",
};

export interface W3cColumn {
  index: number;
  /** Name of the attribute. */
  key: string;
}

/** Where the values of a line go; made once for a #Fields line. */
export interface W3cPlan {
  count: number;
  places: Record<W3cPlace, number>;
  own: W3cColumn[];
  shared: W3cColumn[];
  /** Of fields that are read and kept as they are too; -1 where there is none. */
  edgeResult: number;
  reason: number;
  action: number;
  event: number;
  isLocal: boolean;
}

/** The plan for the names of a #Fields line. */
export function w3cPlan(fields: readonly string[]): W3cPlan {
  const names = fields.map((field) => field.toLowerCase());
  const places = {} as Record<W3cPlace, number>;
  for (const place of Object.keys(PLACES) as W3cPlace[]) {
    places[place] = names.findIndex((name) => PLACES[place].split(" ").includes(name));
  }
  const taken = new Set(Object.values(places));
  const columns = names.map((name, index) => ({ name, index, key: KEYS[name] ?? fields[index] ?? name }));
  const free = columns.filter(({ index }) => !taken.has(index));
  return {
    count: names.length,
    places,
    own: free.filter(({ name }) => !SHARED.has(name)),
    shared: free.filter(({ name }) => SHARED.has(name)),
    edgeResult: names.indexOf("x-edge-result-type"),
    reason: names.indexOf("s-reason"),
    action: names.indexOf("action"),
    event: names.indexOf("event-id"),
    isLocal: names.includes("time-local"),
  };
}

import { clock } from "./cause-case.ts";

export function pinoLines(...records: [level: number, msg: string, more?: object][]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return records.map(([level, msg, more]) =>
    JSON.stringify({ level, time: now().getTime(), pid: 41, hostname: "ledger-1", name: "ledger", ...more, msg }),
  );
}

export function log4jLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => {
    const [level = "", ...body] = text.split("|");
    return `${now().toISOString().replace("T", " ").replace(".", ",").slice(0, 23)} ${level.padEnd(5)} [main] com.example.Ledger - ${body.join("|")}`;
  });
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export function syslogLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => {
    const at = now();
    return `${MONTHS[at.getUTCMonth()]} ${at.getUTCDate()} ${at.toISOString().slice(11, 19)} ledger-1 ${text}`;
  });
}

export function accessLines(...requests: [path: string, status: number][]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return requests.map(([path, status]) => {
    const at = now();
    const time = `${at.getUTCDate()}/${MONTHS[at.getUTCMonth()]}/2026:${at.toISOString().slice(11, 19)} +0000`;
    return `192.0.2.7 - - [${time}] "GET ${path} HTTP/1.1" ${status} 512 "-" "probe/1.0"`;
  });
}

export function pythonLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => {
    const [level = "", ...body] = text.split("|");
    return `${now().toISOString().replace("T", " ").replace(".", ",").slice(0, 23)} - ledger - ${level} - ${body.join("|")}`;
  });
}

export function nginxLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => {
    const [level = "", ...body] = text.split("|");
    const time = now().toISOString().replace("T", " ").replaceAll("-", "/").slice(0, 19);
    return `${time} [${level}] 811#811: *7 ${body.join("|")}`;
  });
}

export function postgresLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => `${now().toISOString().replace("T", " ").slice(0, 23)} UTC [4120] ${text}`);
}

export function jsonLines(records: readonly object[]): string[] {
  return records.map((record) => JSON.stringify(record));
}

export function containerLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => {
    const [stream = "", ...body] = text.split("|");
    return JSON.stringify({ log: `${body.join("|")}\n`, stream, time: now().toISOString() });
  });
}

export function journalLines(...entries: [priority: number, unit: string, text: string][]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return entries.map(([priority, unit, text]) =>
    JSON.stringify({
      __REALTIME_TIMESTAMP: String(now().getTime() * 1000),
      _HOSTNAME: "ledger-1",
      PRIORITY: String(priority),
      SYSLOG_IDENTIFIER: unit,
      MESSAGE: text,
    }),
  );
}

export function iisLines(...requests: [path: string, status: number][]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return [
    "#Software: Microsoft Internet Information Services 10.0",
    "#Version: 1.0",
    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken",
    ...requests.map(([path, status]) => {
      const time = now().toISOString().replace("T", " ").slice(0, 19);
      return `${time} 192.0.2.1 GET ${path} - 443 - 192.0.2.7 probe/1.0 ${status} 0 0 15`;
    }),
  ];
}

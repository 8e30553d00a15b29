/** Formats as people say them, apart from the formats themselves: pages name a format without loading its parser. */
export const FORMAT_TITLES = {
  pino: "pino JSON",
  "pino-pretty": "pino-pretty, Bunyan text",
  bunyan: "Bunyan JSON",
  winston: "winston JSON",
  ecs: "Elastic Common Schema JSON",
  "otlp-json": "OpenTelemetry JSON",
  "journald-json": "systemd journal JSON",
  gelf: "GELF",
  cloudtrail: "AWS CloudTrail",
  json: "JSON",
  msi: "MSI verbose",
  cmtrace: "CMTrace",
  panther: "Windows Setup (Panther)",
  cbs: "Component servicing (CBS)",
  dism: "DISM",
  "windows-update": "Windows Update",
  setupapi: "SetupAPI",
  burn: "WiX Burn",
  chocolatey: "Chocolatey",
  psadt: "PSAppDeployToolkit",
  inno: "Inno Setup",
  dsregcmd: "dsregcmd /status",
  winget: "winget",
  evtx: "Windows event log (EVTX)",
  "event-xml": "Windows event XML",
  "access-log": "Web access log",
  "nginx-error": "nginx error log",
  "apache-error": "Apache error log",
  w3c: "W3C extended (IIS)",
  cloudfront: "AWS CloudFront",
  alb: "AWS load balancer",
  "s3-access": "AWS S3 access",
  haproxy: "HAProxy",
  syslog: "syslog",
  postgres: "PostgreSQL",
  csv: "CSV",
  "docker-json": "Docker JSON file",
  cri: "Kubernetes CRI",
  logfmt: "logfmt",
  log4j: "Log4j / Logback",
  python: "Python logging",
  egis: "Egis",
  plain: "Plain text",
} as const;

/** The title of a format, built in or of `own`; an id that neither knows is shown as it is. */
export function formatTitle(format: string, own?: ReadonlyMap<string, string>): string {
  // No format of a log that could be chosen: an archive whose members are files of their own.
  if (format === "bundle") return "Bundle";
  const titles: Record<string, string> = FORMAT_TITLES;
  return (Object.hasOwn(titles, format) ? titles[format] : own?.get(format)) ?? format;
}

interface Signature {
  bytes: readonly number[];
  title: string;
  /** What to do with such a file. */
  advice: string;
}

const UNPACK = "Unpack it and upload the log files in it.";
const CONVERT = "Convert it to text first.";
const OTHER = "Upload the log file itself.";

/** First bytes of the binary files people most often take for logs; from the formats' own specifications. */
const SIGNATURES: readonly Signature[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], title: "a ZIP archive", advice: UNPACK },
  { bytes: [0x4d, 0x53, 0x43, 0x46], title: "a cabinet archive (CAB)", advice: UNPACK },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], title: "a 7-Zip archive", advice: UNPACK },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], title: "zstd data", advice: UNPACK },
  { bytes: [0x42, 0x5a, 0x68], title: "bzip2 data", advice: UNPACK },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], title: "xz data", advice: UNPACK },
  { bytes: [0x1f, 0x8b, 8], title: "gzip data inside gzip", advice: UNPACK },
  { bytes: [0x52, 0x61, 0x72, 0x21], title: "a RAR archive", advice: UNPACK },
  {
    bytes: [0x4c, 0x50, 0x4b, 0x53, 0x48, 0x48, 0x52, 0x48],
    title: "a systemd journal",
    advice: "Export it with journalctl -o json first.",
  },
  {
    bytes: [0x30, 0, 0, 0, 0x4c, 0x66, 0x4c, 0x65],
    title: "an event log of Windows XP (EVT)",
    advice: "Convert it first: wevtutil epl old.evt new.evtx /lf:true, then upload the .evtx.",
  },
  { bytes: [0x50, 0x4d, 0x4c, 0x5f], title: "a Process Monitor log (PML)", advice: "Save it as CSV or XML first." },
  { bytes: [0x4d, 0x44, 0x4d, 0x50, 0x93, 0xa7], title: "a minidump", advice: OTHER },
  { bytes: [0x50, 0x41, 0x47, 0x45, 0x44, 0x55], title: "a memory dump of Windows", advice: OTHER },
  { bytes: [0x72, 0x65, 0x67, 0x66], title: "a registry hive", advice: "Export the keys as text (.reg) first." },
  { bytes: [0xd4, 0xc3, 0xb2, 0xa1], title: "a network capture (pcap)", advice: CONVERT },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20], title: "an SQLite database", advice: CONVERT },
  { bytes: [0x89, 0x50, 0x4e, 0x47], title: "a PNG image", advice: OTHER },
  { bytes: [0xff, 0xd8, 0xff], title: "a JPEG image", advice: OTHER },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], title: "a PDF document", advice: CONVERT },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], title: "a Linux program", advice: OTHER },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    title: "an installer package or Office document",
    advice: OTHER,
  },
];

/** What the first bytes say the file is, when they are those of a known binary format. */
export function binarySignature(head: Uint8Array): { title: string; advice: string } | null {
  if (isTraceLog(head)) return TRACE_LOG;
  const known = SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (known !== undefined && (known.title !== "bzip2 data" || (head[3] ?? 0) - 0x30 < 10)) return known;
  const isTar = [0x75, 0x73, 0x74, 0x61, 0x72].every((byte, index) => head[257 + index] === byte);
  return isTar ? { title: "a tar archive", advice: UNPACK } : null;
}

const TRACE_LOG = {
  title: "an event trace of Windows (ETL)",
  advice:
    "Convert it first: tracerpt trace.etl -o trace.xml -of XML (or Get-WinEvent -Path trace.etl -Oldest), for Windows Update Get-WindowsUpdateLog; then upload the result.",
};

/**
 * An ETL file has no signature. Its first buffer starts with its size, the system header behind the buffer's 72 bytes
 * has the marker 0xC0 and event 0 of group 0, and the log file header behind that repeats the size (evntrace.h, wmistr.h).
 */
function isTraceLog(head: Uint8Array): boolean {
  if (head.length < 108 || head[75] !== 0xc0 || (head[74] !== 1 && head[74] !== 2)) return false;
  if (head[78] !== 0 || head[79] !== 0) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = view.getUint32(0, true);
  return size >= 1024 && size <= 64 * 1024 * 1024 && size % 1024 === 0 && size === view.getUint32(104, true);
}

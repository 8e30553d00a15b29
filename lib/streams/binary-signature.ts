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
  {
    bytes: [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0],
    title: "a Windows event log (EVTX)",
    advice: "Export it as text first.",
  },
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
  const known = SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (known !== undefined && (known.title !== "bzip2 data" || (head[3] ?? 0) - 0x30 < 10)) return known;
  const isTar = [0x75, 0x73, 0x74, 0x61, 0x72].every((byte, index) => head[257 + index] === byte);
  return isTar ? { title: "a tar archive", advice: UNPACK } : null;
}

const LONGEST_NAME = 120;

/**
 * Where a file's bytes are kept: `<organisation>/<file id>/<name in plain ASCII>`. Storage refuses most other
 * characters; the name as people know it stays in log_files.name.
 */
export function objectKey(file: { organizationId: string; fileId: string; name: string }): string {
  return `${file.organizationId}/${file.fileId}/${plainName(file.name)}`;
}

function plainName(name: string): string {
  const last = name.split(/[\\/]/).findLast((part) => part !== "") ?? "";
  const plain = last
    .normalize("NFKD")
    .replace(/\p{Mark}+/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "_")
    // The end is kept: that is where the extension is.
    .slice(-LONGEST_NAME)
    .replace(/^\.+/, "_");
  return plain || "file";
}

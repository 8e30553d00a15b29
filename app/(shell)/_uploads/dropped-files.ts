import type { PickedFile } from "./upload-item.ts";

/** What systems leave in folders by themselves. */
const SYSTEM_FILES = new Set([".DS_Store", "Thumbs.db", "desktop.ini", ".localized"]);

/**
 * All files of a drop, folders walked to the bottom. Must be called while the drop event is handled: its entries are
 * gone afterwards.
 */
export function droppedFiles(transfer: DataTransfer): Promise<PickedFile[]> {
  const entries: FileSystemEntry[] = [];
  const loose: PickedFile[] = [];
  for (const item of transfer.items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry();
    const file = entry ? null : item.getAsFile();
    if (entry) entries.push(entry);
    else if (file) loose.push({ file, path: file.name });
  }
  return walk(entries).then((walked) => withoutSystemFiles([...loose, ...walked]));
}

/** The files of an input; with `webkitdirectory` they carry their folders. */
export function pickedFiles(files: FileList | readonly File[]): PickedFile[] {
  return withoutSystemFiles([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
}

async function walk(entries: readonly FileSystemEntry[]): Promise<PickedFile[]> {
  const files: PickedFile[] = [];
  // One after the other: thousands of open directory readers at once make browsers drop some.
  for (const entry of entries) {
    if (entry.isFile)
      files.push({ file: await fileOf(entry as FileSystemFileEntry), path: entry.fullPath.replace(/^\//, "") });
    else if (entry.isDirectory) files.push(...(await walk(await childrenOf(entry as FileSystemDirectoryEntry))));
  }
  return files;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives its entries in portions (100 in Chromium) until one is empty. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return children.sort((one, other) => one.name.localeCompare(other.name));
    children.push(...portion);
  }
}

function withoutSystemFiles(files: PickedFile[]): PickedFile[] {
  return files.filter(({ path }) => !SYSTEM_FILES.has(path.slice(path.lastIndexOf("/") + 1)));
}

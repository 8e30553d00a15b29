import { expect, it } from "vitest";
import { droppedFiles, pickedFiles } from "./dropped-files.ts";

/** A drop as browsers hand it over: entries, with directories that give their children in portions. */
function drop(...entries: FileSystemEntry[]): DataTransfer {
  const items = entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry, getAsFile: () => null }));
  return { items } as unknown as DataTransfer;
}

function fileEntry(fullPath: string): FileSystemEntry {
  const name = fullPath.slice(fullPath.lastIndexOf("/") + 1);
  const file = (done: (file: File) => void) => done(new File(["x"], name));
  return { isFile: true, isDirectory: false, name, fullPath, file } as unknown as FileSystemEntry;
}

function directory(name: string, children: FileSystemEntry[], portion: number): FileSystemEntry {
  const createReader = () => {
    let at = 0;
    return {
      readEntries(done: (entries: FileSystemEntry[]) => void) {
        done(children.slice(at, at + portion));
        at += portion;
      },
    };
  };
  return { isFile: false, isDirectory: true, name, fullPath: `/${name}`, createReader } as unknown as FileSystemEntry;
}

it("walks a dropped folder to the bottom, however small its portions", async () => {
  const inner = directory("Wave 7/LT-2", [fileEntry("/Wave 7/LT-2/c.log")], 1);
  const folder = directory("Wave 7", [fileEntry("/Wave 7/b.log"), fileEntry("/Wave 7/a.log"), inner], 2);
  const files = await droppedFiles(drop(folder, fileEntry("/single.log")));
  expect(files.map(({ path }) => path)).toEqual(["Wave 7/a.log", "Wave 7/b.log", "Wave 7/LT-2/c.log", "single.log"]);
});

it("leaves out what systems put into folders by themselves", () => {
  const files = pickedFiles([new File(["x"], ".DS_Store"), new File(["x"], "Thumbs.db"), new File(["x"], "setup.log")]);
  expect(files.map(({ path }) => path)).toEqual(["setup.log"]);
});

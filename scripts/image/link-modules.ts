import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

/** What `npm install` would put into a new folder without these kinds of packages, as hard links to the checkout's own files. */
export function linkModules(checkout: string, folder: string, omitted: readonly string[]): void {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(checkout, "package-lock.json"), "utf8")));
  const isOmitted = (kind: string) => omitted.includes(kind);
  for (const [path, found] of Object.entries(packages)) {
    if (path === "" || !existsSync(join(checkout, path))) continue;
    if ((found.dev && isOmitted("dev")) || (found.optional && isOmitted("optional"))) continue;
    if (found.devOptional && isOmitted("dev") && isOmitted("optional")) continue;
    linkFolder(join(checkout, path), join(folder, path));
  }
}

function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    // Packages inside of a package have a line of their own.
    if (entry.name === "node_modules") continue;
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(source, target);
    else linkFile(source, target);
  }
}

/** Files are only read from here; on another disk they are copied. */
function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const packageSchema = z.looseObject({
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  devOptional: z.boolean().optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) });

/** Node has to look for a package's packages beside the link, not beside what it leads to. */
export const LINKED_MODULES_ENV = { NODE_OPTIONS: "--preserve-symlinks --preserve-symlinks-main" };

/**
 * What `npm install` puts into a new folder without these kinds of packages, as links to the checkout's own: copies of
 * a hundred thousand files would take minutes. Run what uses them with {@link LINKED_MODULES_ENV}.
 */
export function linkModules(checkout: string, folder: string, omitted: readonly string[]): void {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(checkout, "package-lock.json"), "utf8")));
  for (const path of installedPaths(packages, omitted)) {
    // Packages within a package come with it; those of other systems are not here.
    if (path.lastIndexOf("node_modules/") > 0 || !existsSync(join(checkout, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(checkout, path), join(folder, path));
  }
}

/** The paths of a lock file that stay when these kinds of packages are left out. */
export function installedPaths(
  packages: Readonly<Record<string, z.infer<typeof packageSchema>>>,
  omitted: readonly string[],
): string[] {
  const [isWithoutDev, isWithoutOptional] = [omitted.includes("dev"), omitted.includes("optional")];
  return Object.entries(packages)
    .filter(([path]) => path !== "")
    .filter(([, { dev, optional, devOptional }]) => {
      if (devOptional) return !(isWithoutDev && isWithoutOptional);
      return !(dev && isWithoutDev) && !(optional && isWithoutOptional);
    })
    .map(([path]) => path);
}

type Values = Readonly<Record<string, string | undefined>>;

const NAME = "SLUICE_EXTENSIONS";
const PACKAGE = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*(\/[\w.~-]+)*$/;

/** SLUICE_EXTENSIONS: absolute paths and packages, separated by commas; what is wrong goes to `problems`. */
export function readExtensionNames(values: Values, problems: string[]): string[] {
  const names = (values[NAME] ?? "").split(",").map((name) => name.trim());
  const named = names.filter((name) => name !== "");
  if (named.some((name) => !/^(\/|[A-Za-z]:[\\/])/.test(name) && !PACKAGE.test(name))) {
    problems.push(`${NAME} must be absolute paths of modules or names of packages, separated by commas.`);
  }
  return named;
}

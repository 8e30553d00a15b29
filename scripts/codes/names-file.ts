import type { HeaderCode } from "./read-header.ts";

export interface NamesFile {
  header: string;
  /** Name of the exported constant. */
  constant: string;
  about: string;
  isCode(name: string): boolean;
}

/** The headers whose names go into the product; all of them come with the package mingw-w64-common. */
export const NAMES_FILES: readonly NamesFile[] = [
  {
    header: "winerror.h",
    constant: "WINERROR_NAMES",
    about: "Win32 errors and HRESULTs",
    isCode: (name) => name !== "WSABASEERR",
  },
  {
    header: "ntstatus.h",
    constant: "NTSTATUS_NAMES",
    about: "NTSTATUS values",
    isCode: (name) => name.startsWith("STATUS_") && !name.startsWith("STATUS_SEVERITY_"),
  },
  { header: "wuerror.h", constant: "WUERROR_NAMES", about: "Windows Update", isCode: (name) => name.startsWith("WU_") },
  { header: "msi.h", constant: "MSI_NAMES", about: "Windows Installer", isCode: (name) => name.startsWith("ERROR_") },
  {
    header: "bitsmsg.h",
    constant: "BITSMSG_NAMES",
    about: "Background transfer",
    isCode: (name) => name.startsWith("BG_"),
  },
  { header: "mdmsg.h", constant: "MDMSG_NAMES", about: "IIS metabase", isCode: (name) => name.startsWith("MD_") },
];

/** TypeScript that holds the names of one header: a line each, number in hexadecimal, then the name. */
export function namesFile({ header, constant, about }: NamesFile, from: string, codes: readonly HeaderCode[]): string {
  const lines = codes.map(({ value, name }) => `${value.toString(16)} ${name}`);
  return `/**
 * Names and numbers of ${header} (${about}), from Debian's package ${from};
 * the header is in the public domain. Written by \`npm run generate:codes\`; do not edit.
 */
export const ${constant} = \`
${lines.join("\n")}
\`;
`;
}

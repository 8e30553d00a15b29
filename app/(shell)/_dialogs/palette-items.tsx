import {
  Box,
  Braces,
  EyeOff,
  FileText,
  FileWarning,
  FolderSync,
  Globe,
  Keyboard,
  Laptop,
  ListOrdered,
  LogOut,
  Monitor,
  Moon,
  Sun,
  Users,
} from "lucide-react";
import type { PickItem } from "#components/ui/pick-dialog.tsx";
import type { CodeMeaning } from "#lib/codes/code-meaning.ts";
import type { CodeNames } from "#lib/codes/code-names.ts";
import { searchCodes } from "#lib/codes/search-codes.ts";
import type { SearchResult } from "#lib/queries/search.ts";
import { DROP_PAGE, NAV_PAGES } from "../_components/nav-pages.tsx";

export type PaletteTarget =
  | { kind: "page"; href: string }
  | { kind: "theme"; theme: "light" | "dark" | "system" }
  | { kind: "dialog"; dialog: "keys" | "zone" }
  | { kind: "team"; organizationId: string }
  | { kind: "code"; meaning: CodeMeaning }
  | { kind: "sign-out" };

export interface PaletteItem extends PickItem {
  target: PaletteTarget;
}

const ICON = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

export const PAGE_ITEMS: PaletteItem[] = [
  ...NAV_PAGES.map((page) => ({
    id: page.href,
    label: page.label,
    icon: page.icon,
    keys: ["G", page.key.toUpperCase()],
    target: { kind: "page" as const, href: page.href },
  })),
  {
    id: "unparsed",
    label: "Kept as text",
    detail: "What could not be parsed, and why",
    icon: <FileWarning {...ICON} />,
    target: { kind: "page", href: "/unparsed" },
  },
  {
    id: "lanes",
    label: "Lanes",
    detail: "Settings",
    icon: <ListOrdered {...ICON} />,
    target: { kind: "page", href: "/settings/lanes" },
  },
  {
    id: "formats",
    label: "Formats",
    detail: "Settings",
    icon: <Braces {...ICON} />,
    target: { kind: "page", href: "/settings/formats" },
  },
  {
    id: "sources",
    label: "Sources",
    detail: "Settings",
    icon: <FolderSync {...ICON} />,
    target: { kind: "page", href: "/settings/sources" },
  },
  {
    id: "redaction",
    label: "Redaction",
    detail: "Settings",
    icon: <EyeOff {...ICON} />,
    target: { kind: "page", href: "/settings/redaction" },
  },
  {
    id: "members",
    label: "Members",
    detail: "Settings",
    icon: <Users {...ICON} />,
    target: { kind: "page", href: "/settings/members" },
  },
];

export const ACTION_ITEMS: PaletteItem[] = [
  {
    id: "drop",
    label: DROP_PAGE.label,
    icon: DROP_PAGE.icon,
    keys: ["U"],
    target: { kind: "page", href: DROP_PAGE.href },
  },
  { id: "zone", label: "Change time zone", icon: <Globe {...ICON} />, target: { kind: "dialog", dialog: "zone" } },
  {
    id: "keys",
    label: "Show keys",
    icon: <Keyboard {...ICON} />,
    keys: ["?"],
    target: { kind: "dialog", dialog: "keys" },
  },
  { id: "light", label: "Light theme", icon: <Sun {...ICON} />, target: { kind: "theme", theme: "light" } },
  { id: "dark", label: "Dark theme", icon: <Moon {...ICON} />, target: { kind: "theme", theme: "dark" } },
  {
    id: "system",
    label: "Theme as the system",
    icon: <Monitor {...ICON} />,
    target: { kind: "theme", theme: "system" },
  },
  { id: "sign-out", label: "Sign out", icon: <LogOut {...ICON} />, target: { kind: "sign-out" } },
];

const page = (href: string): PaletteTarget => ({ kind: "page", href });

/** What the server found, as rows of the palette. */
export function foundItems(found: SearchResult): {
  deployments: PaletteItem[];
  devices: PaletteItem[];
  files: PaletteItem[];
} {
  return {
    deployments: found.deployments.map(({ id, name }) => ({
      id,
      label: name,
      icon: <Box {...ICON} />,
      target: page(`/deployments/${id}`),
    })),
    devices: found.devices.map(({ id, name, deploymentId }) => ({
      id,
      label: name,
      icon: <Laptop {...ICON} />,
      target: page(
        deploymentId === null ? `/files?text=${encodeURIComponent(name)}` : `/deployments/${deploymentId}?device=${id}`,
      ),
    })),
    files: found.files.map(({ id, name, device, code, recordNumber }) => ({
      id,
      label: name,
      detail: code === null ? (device ?? undefined) : [`failed with ${code}`, device].filter(Boolean).join(", "),
      icon: <FileText {...ICON} />,
      target: page(recordNumber === null ? `/files/${id}` : `/files/${id}?record=${recordNumber}`),
    })),
  };
}

const MAX_CODES = 5;

/** Codes that the text names or begins, or whose title has its words. */
export function codeItems(text: string, known: { names: CodeNames | null; own: CodeMeaning[] }): PaletteItem[] {
  return searchCodes(text, MAX_CODES, known).map((meaning) => ({
    id: `${meaning.code} ${meaning.title}`,
    code: meaning.code,
    label: meaning.title,
    detail: meaning.source,
    target: { kind: "code", meaning },
  }));
}

import { Bell, Box, FileText, LayoutDashboard, TextAlignStart, Upload } from "lucide-react";

const ICON = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** Its own button: it leads to work, not to a view. */
export const DROP_PAGE = {
  href: "/upload",
  label: "Drop files",
  shortLabel: "Drop",
  icon: <Upload {...ICON} />,
  key: "u",
} as const;

/** The pages of the sidebar; `key` comes after G. */
export const NAV_PAGES = [
  { href: "/", label: "Overview", shortLabel: "Overview", icon: <LayoutDashboard {...ICON} />, key: "o" },
  { href: "/deployments", label: "Deployments", shortLabel: "Deploys", icon: <Box {...ICON} />, key: "d" },
  { href: "/files", label: "Files", shortLabel: "Files", icon: <FileText {...ICON} />, key: "f" },
  { href: "/alerts", label: "Alerts", shortLabel: "Alerts", icon: <Bell {...ICON} />, key: "a" },
  { href: "/queue", label: "Queue", shortLabel: "Queue", icon: <TextAlignStart {...ICON} />, key: "q" },
] as const;

export type NavPage = (typeof NAV_PAGES)[number];

/** True for the page itself and for what lies below it; everything lies below the overview, so that one only itself. */
export function isCurrent(page: { href: string }, pathname: string): boolean {
  return pathname === page.href || (page.href !== "/" && pathname.startsWith(`${page.href}/`));
}

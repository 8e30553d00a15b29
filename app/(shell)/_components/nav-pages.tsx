import { Bell, FileText, Upload } from "lucide-react";

const ICON = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** The pages that exist; the first is the button at the top of the sidebar. */
export const NAV_PAGES = [
  { href: "/upload", label: "Drop files", shortLabel: "Drop", icon: <Upload {...ICON} /> },
  { href: "/files", label: "Files", shortLabel: "Files", icon: <FileText {...ICON} /> },
  { href: "/alerts", label: "Alerts", shortLabel: "Alerts", icon: <Bell {...ICON} /> },
] as const;

export type NavPage = (typeof NAV_PAGES)[number];

/** True for the page itself and for what lies below it. */
export function isCurrent(page: Pick<NavPage, "href">, pathname: string): boolean {
  return pathname === page.href || pathname.startsWith(`${page.href}/`);
}

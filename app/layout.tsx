import { CSPProvider } from "@base-ui/react/csp-provider";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { PublicSupabaseProvider } from "#components/public-supabase.tsx";
import { QueryProvider } from "#components/query-provider.tsx";
import { ThemeProvider } from "#components/theme-provider.tsx";
import { ZoneProvider } from "#components/ui/zone.tsx";
import { knownZone, knownZoneOrNull, ZONE_CHOICE_COOKIE, ZONE_COOKIE } from "#components/ui/zone-text.ts";
import { env } from "#lib/platform/env.ts";
import { mono, sans } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Sluice", template: "%s · Sluice" },
  description: "Drop log files, learn what broke.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f2f5f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0a0e12" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the nonce also makes every page render per request, which a nonce needs.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const jar = await cookies();
  const zone = knownZone(jar.get(ZONE_COOKIE)?.value);
  const zoneChoice = knownZoneOrNull(jar.get(ZONE_CHOICE_COOKIE)?.value);
  const { supabaseUrl, supabasePublishableKey } = env();
  return (
    <html lang="en" suppressHydrationWarning className={`${sans.variable} ${mono.variable}`}>
      <body>
        <CSPProvider nonce={nonce}>
          <ThemeProvider nonce={nonce}>
            <ZoneProvider initialZone={zone} initialChoice={zoneChoice}>
              <PublicSupabaseProvider value={{ url: supabaseUrl, publishableKey: supabasePublishableKey }}>
                <QueryProvider>{children}</QueryProvider>
              </PublicSupabaseProvider>
            </ZoneProvider>
          </ThemeProvider>
        </CSPProvider>
      </body>
    </html>
  );
}

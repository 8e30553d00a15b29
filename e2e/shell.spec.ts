import { writeFileSync } from "node:fs";
import type { WebSocketRoute } from "@playwright/test";
import { pinoLog } from "./logs.ts";
import { ShellPage } from "./pages/shell-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { runIngest } from "./run-ingest.ts";

test.describe("the palette", () => {
  test("says what a code means while it is typed, and finds what has the text in its name", async ({
    page,
  }, testInfo) => {
    const path = testInfo.outputPath("palette-findable.log");
    writeFileSync(path, pinoLog(4));
    await runIngest([path, "--deployment", "Palette rollout", "--device", "PAL-7041"]);
    const shell = new ShellPage(page);
    await shell.open("/alerts");
    await shell.openPalette("0x80070534");
    // Files that failed with it may stand below.
    await expect(shell.row(/^0x80070534 /)).toBeVisible();
    await expect(shell.palette.getByRole("status")).toContainText("ERROR_NONE_MAPPED");
    await expectAccessible(page);
    await shell.search.fill("pal-704");
    await expect(shell.row("PAL-7041")).toBeVisible();
    await shell.search.fill("Palette roll");
    await expect(shell.row("Palette rollout")).toBeVisible();
    await shell.search.fill("palette-find");
    await expect(shell.row(/palette-findable\.log/)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/files\/[0-9a-f-]{36}/);
    await expect(shell.palette).toBeHidden();
  });

  test("says when nothing is called so, and gives the focus back", async ({ page }) => {
    const shell = new ShellPage(page);
    await shell.open("/alerts");
    await page.getByRole("button", { name: "Search" }).click();
    await shell.search.fill("no such thing anywhere");
    await expect(shell.palette).toContainText('Nothing is called "no such thing anywhere"');
    await page.keyboard.press("Escape");
    await expect(shell.palette).toBeHidden();
    await expect(page.getByRole("button", { name: "Search" })).toBeFocused();
  });

  test("changes the theme, which stays", async ({ page }) => {
    const shell = new ShellPage(page);
    await shell.open("/alerts");
    await shell.openPalette("dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});

test("keys lead through the pages, are listed, and can be switched off", async ({ page }) => {
  const shell = new ShellPage(page);
  await shell.open("/alerts");
  for (const [keys, url] of [
    ["gf", /\/files$/],
    ["gd", /\/deployments$/],
    ["ga", /\/alerts$/],
    ["gq", /\/queue$/],
    ["u", /\/upload$/],
    ["go", /:\d+\/$/],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await expect(page).toHaveURL(url);
  }
  await page.keyboard.press("?");
  await expect(shell.keys).toContainText("Drop files");
  await expectAccessible(page);
  const single = shell.keys.getByRole("switch", { name: "Keys without Ctrl" });
  await single.click();
  await expect(single).not.toBeChecked();
  await page.keyboard.press("Escape");
  await expect(shell.keys).toBeHidden();
  await page.keyboard.press("u");
  await shell.openPalette("");
  await expect(page).toHaveURL(/:\d+\/$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Keys" }).click();
  await single.click();
  await expect(single).toBeChecked();
});

test("the slash key goes to the page's filter, and to the search where there is none", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("slash.log");
  writeFileSync(path, pinoLog(3));
  await runIngest([path]);
  const shell = new ShellPage(page);
  await shell.open("/files");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox").first()).toBeFocused();
  await shell.open("/settings/members");
  await page.keyboard.press("/");
  await expect(shell.search).toBeFocused();
});

test.describe("times", () => {
  test.use({ timezoneId: "Europe/Berlin" });

  test("follow the chosen zone on every page, also after a reload", async ({ page }) => {
    const shell = new ShellPage(page);
    await shell.open("/settings/members");
    const joined = page.getByRole("table", { name: "Members of the team" }).getByRole("time").first();
    const utc = async () => (await joined.getAttribute("datetime"))?.slice(11, 16) ?? "";
    const hourApart = async () => {
      const shown = /(\d\d):\d\d:\d\d$/.exec((await joined.textContent()) ?? "")?.[1];
      return (Number(shown) - Number((await utc()).slice(0, 2)) + 24) % 24;
    };
    await shell.chooseZone("tokyo", "Asia/Tokyo");
    await expect(shell.zone).toHaveText("UTC+09:00");
    expect(await hourApart()).toBe(9);
    await page.reload();
    await expect(shell.zone).toHaveText("UTC+09:00");
    expect(await hourApart()).toBe(9);
    await shell.chooseZone("utc", "UTC Coordinated Universal Time");
    expect(await hourApart()).toBe(0);
    await shell.chooseZone("browser", "This browser's zone");
    await expect(shell.zone).toHaveText(/UTC\+0[12]:00/);
  });
});

test.describe("when the connection is lost", () => {
  test.use({ expectedConsole: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|Failed to load resource/ });

  test("the page says so without moving, and says when it is live again", async ({ page, context }) => {
    const shell = new ShellPage(page);
    await shell.open("/settings/members");
    const before = await page.getByRole("heading", { level: 1 }).boundingBox();
    await context.setOffline(true);
    await expect(page.getByText(/^Connection lost at/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Now" })).toBeVisible();
    expect(await page.getByRole("heading", { level: 1 }).boundingBox()).toEqual(before);
    await expectAccessible(page);
    await context.setOffline(false);
    await expect(page.getByText(/^Live again, .* meanwhile\.$/)).toBeVisible();
    await expect(page.getByText(/^Connection lost at/)).toBeHidden();
  });

  test("the page counts down to the next try, and tries at once when asked to", async ({ page }) => {
    let isAway = false;
    const sockets: WebSocketRoute[] = [];
    await page.routeWebSocket(/\/realtime\/v1\/websocket/, (socket) => {
      if (isAway) return socket.close();
      socket.connectToServer();
      sockets.push(socket);
    });
    const shell = new ShellPage(page);
    await shell.open("/settings/members");
    isAway = true;
    for (const socket of sockets) await socket.close();
    await expect(page.getByText(/^Connection lost.*again in \d+ s\./)).toBeVisible();
    isAway = false;
    await page.getByRole("button", { name: "Now" }).click();
    await expect(page.getByText(/^Live again, .* meanwhile\.$/)).toBeVisible();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("five tabs lead through the pages", async ({ page }) => {
    await page.goto("/alerts");
    const tabs = page.getByRole("navigation", { name: "Main" });
    await expect(tabs.getByRole("link")).toHaveText([/Overview/, /Deploys/, /Drop/, /Alerts/, /Queue/]);
    await tabs.getByRole("link", { name: "Queue" }).click();
    await expect(page).toHaveURL(/\/queue$/);
    await expect(tabs.getByRole("link", { name: "Queue" })).toHaveAttribute("aria-current", "page");
  });
});

test("every page has a title of its own", async ({ page }) => {
  for (const [path, title] of [
    ["/", "Overview · Sluice"],
    ["/deployments", "Deployments · Sluice"],
    ["/files", "Files · Sluice"],
    ["/alerts", "Alerts · Sluice"],
    ["/queue", "Queue · Sluice"],
    ["/upload", "Drop files · Sluice"],
    ["/settings/members", "Members · Sluice"],
  ] as const) {
    await page.goto(path);
    await expect(page).toHaveTitle(title);
  }
});

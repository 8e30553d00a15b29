import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { failedMsiLog, pinoLog } from "./logs.ts";
import { PreviewPanel } from "./pages/preview-panel.ts";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";

/** Text with local times, one error and a run of its own. */
function plainLog(more: readonly string[] = []): string {
  const run = randomUUID();
  const lines = Array.from(
    { length: 60 },
    (_, n) => `2026-03-12 14:03:${String(n).padStart(2, "0")} INFO step ${n} ${run}`,
  );
  return `${lines.with(40, "2026-03-12 14:03:40 ERROR copy failed 0x80070005").join("\n")}\n${more.join("\n")}`;
}

test("a UTF-16 installer log is understood before anything is sent", async ({ page }) => {
  const upload = new UploadPage(page);
  const preview = new PreviewPanel(page);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(`${request.method()} ${request.url()}`);
  });
  await upload.open();
  await upload.drop([{ name: "install.log", content: failedMsiLog() }]);
  await preview.show("install.log");
  await expect(preview.fact("Format")).toContainText("MSI verbose");
  await expect(preview.fact("Format")).toContainText("UTF-16LE");
  await expect(preview.fact("Format").getByRole("img", { name: /Confidence/ })).toBeVisible();
  await expect(preview.fact("Time zone")).toContainText("Assumed");
  await expect(preview.fact("Unparsed")).toContainText("0%");
  await expect(preview.fact("Lane")).toContainText("High");
  await expect(preview.fact("Lane")).toContainText("the installation failed");
  await expect(page.getByRole("heading", { name: "20 rows around the first failing line" })).toBeVisible();
  await expect(preview.rows()).toHaveCount(20);
  await expect(preview.hit()).toContainText("GrantAcl: error 0x80070534");
  await expect(preview.panel.getByRole("button", { name: "0x80070534" }).first()).toBeVisible();
  await expect(upload.card("install.log")).toContainText("Ready to send");
  await expect(page.getByLabel("Deployment")).toHaveValue("Tallybook 4.2.0");
  await expectAccessible(page);
  expect(sent, "what left the browser before Send").toEqual([]);
});

test("gzip is unpacked in the browser, and the server reads the same", async ({ page }) => {
  const upload = new UploadPage(page);
  const preview = new PreviewPanel(page);
  await upload.open();
  await upload.drop([{ name: "shop.ndjson.gz", content: gzipSync(pinoLog(3000, [2000, 2500])) }]);
  await preview.show("shop.ndjson.gz");
  await expect(preview.fact("Format")).toContainText("gzip");
  await expect(preview.fact("Unparsed")).toContainText("All 3,000 lines parsed");
  await expect(preview.panel).toContainText("lines 1,993 to 2,012");
  await upload.send();
  await upload.sent("shop.ndjson.gz");
  await expect(upload.card("shop.ndjson.gz")).toContainText("3,000 records, 2 errors");
});

test("N walks the errors, and the meaning follows", async ({ page }) => {
  const upload = new UploadPage(page);
  const preview = new PreviewPanel(page);
  await upload.open();
  await upload.drop([{ name: "walk.log", content: plainLog(["2026-03-12 14:05:00 ERROR service did not start"]) }]);
  await preview.show("walk.log");
  await expect(preview.hit()).toContainText("copy failed");
  await expect(preview.panel).toContainText("Access denied");
  await page.keyboard.press("n");
  await expect(preview.hit()).toContainText("service did not start");
  await expect(preview.panel).toContainText("error 2 of 2");
  await expect(preview.panel).toContainText("No code in this line.");
  await preview.panel.getByRole("button", { name: /^Next error/ }).click();
  await expect(preview.hit()).toContainText("copy failed");
});

test("format, zone and lane can be changed, are read again, and travel with the file", async ({ page }) => {
  const upload = new UploadPage(page);
  const preview = new PreviewPanel(page);
  await upload.open();
  await upload.drop([{ name: "chosen.log", content: plainLog() }]);
  await preview.show("chosen.log");
  await expect(preview.fact("Time zone")).toContainText("Assumed");
  await preview.choose("format", "pino JSON");
  await expect(preview.fact("Unparsed")).toContainText("60 of 60 lines, kept as text");
  await expect(preview.fact("Unparsed")).toContainText("2026-03-12 14:03:00 INFO step 0");
  await preview.choose("format", "By content");
  await expect(preview.fact("Format")).toContainText("Plain text");
  await preview.chooseZone("Asia/Tokyo");
  await expect(preview.fact("Time zone")).toContainText("Set for this upload");
  await preview.choose("lane", "High");
  await expect(preview.fact("Lane")).toContainText("Chosen at upload. Its content says Medium");
  await upload.send();
  await page.goto(await upload.sent("chosen.log"));
  await expect(page.getByText("Asia/Tokyo was set for this upload").first()).toBeVisible();
  await expect(page.getByText(/Chosen by owner@.* at upload\. Its content says Medium/).first()).toBeVisible();
});

test("a zone is set for all files of the batch at once", async ({ page }) => {
  const upload = new UploadPage(page);
  const preview = new PreviewPanel(page);
  await upload.open();
  await upload.drop([
    { name: "zone-a.log", content: plainLog() },
    { name: "zone-b.log", content: plainLog() },
  ]);
  await preview.show("zone-a.log");
  await preview.chooseZone("UTC+05:30", { isForAll: true });
  await preview.show("zone-b.log");
  await expect(preview.fact("Time zone")).toContainText("UTC+05:30");
});

test("names come from folders and content, and existing ones are offered", async ({ page }, testInfo) => {
  const upload = new UploadPage(page);
  await upload.open();
  await upload.drop([{ name: "offer.log", content: pinoLog(3) }]);
  await upload.send({ deployment: "Preview wave 1", device: "PV-1" });
  await upload.sent("offer.log");

  const root = testInfo.outputPath("Preview wave 2");
  mkdirSync(join(root, "PV-2"), { recursive: true });
  writeFileSync(join(root, "PV-2", "boot.log"), pinoLog(3));
  await upload.pickFolder(root);
  await expect(page.getByRole("region", { name: /^Preview of .*boot\.log/ })).toBeVisible();
  await expect(page.getByLabel("Deployment")).toHaveValue("Preview wave 2");
  await expect(page.getByLabel("Device")).toHaveValue("PV-2");
  await page.getByLabel("Deployment").fill("preview wave");
  await page.getByRole("option", { name: "Preview wave 1" }).click();
  await expect(page.getByLabel("Deployment")).toHaveValue("Preview wave 1");
});

test("what is no log is refused with its name, and nothing of it is sent", async ({ page }) => {
  const upload = new UploadPage(page);
  await upload.open();
  await upload.drop([
    { name: "manual.pdf", content: "%PDF-1.7" },
    { name: "good.log", content: plainLog() },
  ]);
  await expect(upload.card("manual.pdf")).toContainText(
    "A PDF document is not a log. Sluice reads text, also compressed",
  );
  await expect(page.getByRole("button", { name: "Send 1 file" })).toBeVisible();
});

test("a removed file stops being read, and hostile text stays text", async ({ page }) => {
  const upload = new UploadPage(page);
  const preview = new PreviewPanel(page);
  const name = "<img src=x onerror=alert(1)>.log";
  await upload.open();
  await upload.drop([
    { name, content: `2026-03-12 14:03:00 ERROR <script>alert(1)</script> \u202Etxt.exe\n${plainLog()}` },
    { name: "large.log", content: pinoLog(200_000) },
  ]);
  await upload.card("large.log").getByRole("button", { name: "Remove large.log" }).click();
  await preview.show(name);
  await expect(preview.hit()).toContainText("<script>alert(1)</script> U+202Etxt.exe");
  await expect(page.getByRole("button", { name: "Send 1 file" })).toBeVisible();
});

test("dozens of files leave the page free", async ({ page }) => {
  const upload = new UploadPage(page);
  await upload.open();
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longest.ms = Math.max(longest.ms, entry.duration);
    }).observe({ type: "longtask" });
  });
  const files = Array.from({ length: 40 }, (_, n) => ({ name: `many-${n}.log`, content: pinoLog(2000, [1000]) }));
  await upload.drop(files);
  await expect(upload.card("many-39.log")).toContainText("1 error");
  await expect(upload.card("many-0.log")).toContainText("1 error");
  const longestMs = await page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
  console.log(JSON.stringify({ bench: "preview", files: files.length, longest_task_ms: longestMs }));
});

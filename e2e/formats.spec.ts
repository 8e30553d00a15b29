import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FormatsPage } from "./pages/formats-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { runIngest } from "./run-ingest.ts";

const LINES = "#1 STOP drawer does not answer\n#2 GO Tallybook started\nodd line\n";

async function send(name: string, content: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-formats-"));
  writeFileSync(join(folder, name), content);
  const { results, stderr } = await runIngest([join(folder, name)]);
  rmSync(folder, { recursive: true, force: true });
  const fileId = results[0]?.jobId;
  if (typeof fileId !== "string") throw new Error(`The file was not read: ${stderr}`);
  return fileId;
}

test("a format is tried while it is written, saved, and reads the next file; its odd line is listed", async ({
  page,
}) => {
  const word = `till${randomUUID().slice(0, 8)}`;
  const formats = new FormatsPage(page);
  await formats.open();
  await formats.startNew({ id: word, name: `Tills ${word}` });
  await formats.sample.fill(LINES);
  await formats.pattern.fill("%{NOPE:level}");
  await expect(page.getByText("%{NOPE}, a name that is not known here")).toBeVisible();
  await formats.pattern.fill("#%{INT:receipt:int} %{WORD:level} %{GREEDYDATA:message}");
  await page.getByLabel("File names").fill(`${word}-*`);
  await page.getByLabel("Levels, one a line: TEXT = error").fill("STOP = error\nGO = info");
  await expect(formats.result).toContainText("2 records, 1 line kept as text");
  await expect(formats.result).toContainText("First that does not fit, piece 3");
  await expect(formats.result).toContainText("It does not begin with #");
  await expectAccessible(page);
  await formats.save();
  await expect(formats.row(word)).toContainText("version 1");

  const fileId = await send(`${word}-1.log`, `${LINES}${word}\n`);
  await page.goto(`/unparsed?format=${word}`);
  const reasons = page.getByRole("list", { name: "Reasons" });
  await expect(reasons).toContainText(`The line does not fit the pattern of Tills ${word}.`);
  await expect(reasons).toContainText("2 lines in 1 file");
  await expectAccessible(page);
  await reasons.getByRole("link", { name: /does not fit/ }).click();
  const lines = page.getByRole("list", { name: "Lines kept as text" });
  await expect(lines).toContainText("odd line");
  await expect(lines.getByRole("link").last()).toHaveAttribute("href", `/files/${fileId}?record=3`);
});

test("a format is exported, imported as its next version, and compared with the one before", async ({ page }) => {
  const word = `till${randomUUID().slice(0, 8)}`;
  const formats = new FormatsPage(page);
  await formats.open();
  await formats.startNew({ id: word, name: `Tills ${word}` });
  await formats.save();
  await formats.edit(`Tills ${word}`);
  const path = await formats.export();
  await page.getByRole("button", { name: "Back to the list" }).click();

  await formats.import(path);
  await formats.sample.fill(LINES);
  await expect(formats.result).toContainText("As many as with version 1.");
  await formats.pattern.fill("#%{INT:receipt:int} %{WORD:level} %{GREEDYDATA:message}");
  await expect(formats.result).toContainText("With version 1: 0 records, 3 lines kept as text.");
  await expectAccessible(page);
  await formats.save();
  await formats.edit(`Tills ${word}`);
  const versions = page.getByRole("region", { name: "Versions" });
  await expect(versions.getByRole("listitem")).toHaveCount(2);
  await versions.getByRole("button", { name: "Open as draft" }).click();
  await expect(formats.pattern).toHaveValue(/TIMESTAMP_ISO8601/);
});

test("what is no definition is refused with the reason", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "sluice-formats-"));
  const path = join(folder, "tills.json");
  writeFileSync(path, '{"id":"Tills","name":"Tills","pattern":{"kind":"grok","text":"%{WORD:level}"}}');
  const formats = new FormatsPage(page);
  await formats.open();
  await formats.import(path);
  await expect(page.getByRole("alert").filter({ hasText: "tills.json" })).toContainText("The file's id can't be used");
  rmSync(folder, { recursive: true, force: true });
});

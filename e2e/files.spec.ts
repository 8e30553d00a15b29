import { pinoLog } from "./logs.ts";
import { FilesPage } from "./pages/files-page.ts";
import { UploadPage } from "./pages/upload-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";

test("the list shows a file's state, and the address holds the filter", async ({ page }) => {
  const upload = new UploadPage(page);
  const content = pinoLog(50, [10, 20]);
  await upload.open();
  await upload.drop([{ name: "listed-a.log", content }]);
  await upload.send({ deployment: "Listing" });
  await upload.sent("listed-a.log");
  // A new visit: within one the tab itself knows what it has sent.
  await upload.open();
  await upload.drop([{ name: "listed-b.log", content }]);
  await upload.send();
  await expect(upload.card("listed-b.log")).toContainText("Same content");

  const files = new FilesPage(page);
  await files.open();
  await expect(files.row("listed-a.log")).toContainText("50 records");
  await expect(files.row("listed-a.log")).toContainText("pino JSON");
  await expectAccessible(page);

  await files.filter.fill("listed-");
  await expect(page).toHaveURL(/text=listed-/);
  await files.show("Duplicates");
  await expect(page).toHaveURL(/state=duplicates/);
  await expect(files.row("listed-b.log")).toContainText("Same content as");
  await expect(files.row("listed-a.log")).toHaveCount(0);
  await page.reload();
  await expect(files.row("listed-b.log")).toBeVisible();

  await files.filter.fill("no file has this name");
  await expect(page.getByText("No file matches")).toBeVisible();
  await page.getByRole("button", { name: "Show all files" }).click();
  await expect(files.row("listed-a.log")).toBeVisible();
  await files.row("listed-a.log").getByRole("link").click();
  await expect(page.getByRole("heading", { name: "listed-a.log" })).toBeVisible();
});

test("a file that arrives shows up by itself", async ({ page, context }) => {
  const files = new FilesPage(page);
  await files.open();
  const upload = new UploadPage(await context.newPage());
  await upload.open();
  await upload.drop([{ name: "arriving.log", content: pinoLog(100) }]);
  await upload.send();
  await expect(files.row("arriving.log")).toContainText("100 records", { timeout: 30_000 });
});

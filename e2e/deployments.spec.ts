import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layoutShift, watchLayoutShift } from "./layout-shift.ts";
import { endedMsiLog, failedMsiLog, pinoLog } from "./logs.ts";
import { DeploymentPage, DeploymentsPage } from "./pages/deployment-pages.ts";
import { expectLive } from "./pages/open-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { runIngest } from "./run-ingest.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-deployments-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sends a log into a deployment and waits until it is read. */
async function send(content: string | Buffer, { deployment, device }: { deployment: string; device?: string }) {
  const path = join(folder, `${device ?? "nobody"}-${randomUUID().slice(0, 8)}.log`);
  writeFileSync(path, content);
  const { results, stderr } = await runIngest([
    path,
    ...["--deployment", deployment],
    ...(device ? ["--device", device] : []),
  ]);
  expect(results[0], stderr).toMatchObject({ status: "completed" });
  return path;
}

const newName = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;

test("a rollout leads from its worst device to the line that explains it", async ({ page }) => {
  const deployment = newName("Tallybook");
  await send(failedMsiLog(), { deployment, device: "LT-2291" });
  await send(endedMsiLog(3010), { deployment, device: "LT-2304" });
  await send(endedMsiLog(0), { deployment, device: "LT-2317" });
  const deployments = new DeploymentsPage(page);
  await deployments.open();
  const row = deployments.row(deployment);
  await expect(row).toContainText("1 failed, 1 needs a reboot, 1 succeeded");
  await expect(row).toContainText("0x80070534");
  await expect(row).toContainText("1 of 3");
  await expectAccessible(page);
  await row.getByRole("link", { name: deployment }).click();

  const detail = new DeploymentPage(page);
  await expect(page.getByRole("heading", { level: 1, name: deployment })).toBeVisible();
  await expect(detail.legend).toContainText("1 failed");
  await expect(detail.device("LT-2291")).toContainText("1 of 3");
  const hit = detail.excerpt.getByRole("listitem").filter({ hasText: "First failing line" });
  await expect(hit).toContainText("GrantAcl: error 0x80070534, no SID for account TALLY_SVC");
  await expect(page.getByRole("region", { name: "Meaning" })).toContainText("ERROR_NONE_MAPPED");
  await hit.getByRole("button", { name: "0x80070534" }).first().hover();
  const explanation = page.getByRole("dialog", { name: "ERROR_NONE_MAPPED" });
  await expect(explanation.getByRole("link", { name: /^Seen on \d+ devices?$/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(explanation).toBeHidden();
  const outcome = page.getByRole("region", { name: "Installations" });
  await expect(outcome).toContainText("1603");
  await expect(outcome).toContainText("Installation failed");
  await expect(outcome).toContainText("No reboot needed");
  const steps = page.getByRole("region", { name: "Timeline" }).getByRole("listitem");
  await expect(steps).toContainText(["Install", "Failed", "Reported 1603", "Received", "Alert"]);
  await expectAccessible(page);
  await detail.excerpt.getByRole("link", { name: "Open file" }).click();
  await expect(page).toHaveURL(/\/files\/.+record=\d+/);
});

test("[ and ] walk the devices, the line stays in its place, and the address keeps the device", async ({ page }) => {
  const deployment = newName("Walk");
  await send(failedMsiLog(), { deployment, device: "PC-2" });
  await send(failedMsiLog(), { deployment, device: "PC-10" });
  await send(endedMsiLog(3010), { deployment, device: "PC-1" });
  const deployments = new DeploymentsPage(page);
  await deployments.open();
  await deployments.row(deployment).getByRole("link", { name: deployment }).click();
  const detail = new DeploymentPage(page);
  await expect(detail.device("PC-2")).toContainText("1 of 3");
  const before = await detail.excerpt.boundingBox();
  await page.keyboard.press("]");
  await expect(detail.device("PC-10")).toContainText("2 of 3");
  await expect(page).toHaveURL(/device=/);
  expect(await detail.excerpt.boundingBox()).toEqual(before);
  await page.keyboard.press("]");
  await expect(detail.device("PC-1")).toContainText("Installed, needs a reboot");
  await expect(page.getByRole("region", { name: "Installations" })).toContainText("Reboot needed");
  await page.reload();
  // From then on it hears keys.
  await expectLive(page);
  await expect(detail.device("PC-1")).toContainText("3 of 3");
  await page.keyboard.press("]");
  await expect(detail.device("PC-1")).toContainText("3 of 3");
  await page.keyboard.press("[");
  await expect(detail.device("PC-10")).toBeVisible();
});

test("grid and list show the same devices, by keyboard too", async ({ page }) => {
  const deployment = newName("Grid");
  await send(failedMsiLog(), { deployment, device: "KIOSK-1" });
  await send(endedMsiLog(0), { deployment, device: "KIOSK-2" });
  const path = await send(pinoLog(5), { deployment });
  const deployments = new DeploymentsPage(page);
  await deployments.open();
  await deployments.row(deployment).getByRole("link", { name: deployment }).click();
  const detail = new DeploymentPage(page);
  await expect(detail.grid).toHaveAccessibleName("3 devices: 1 failed, 1 unknown, 1 succeeded");
  await detail.grid.focus();
  await page.keyboard.press("ArrowRight");
  await expect(detail.grid.getByRole("gridcell")).toContainText("Unknown");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(detail.device("KIOSK-2")).toContainText("Nothing failed");
  await page.getByRole("button", { name: "List", exact: true }).click();
  await expect(detail.list.getByRole("listitem")).toHaveCount(3);
  await expectAccessible(page);
  // Nobody knows who wrote it: the file stands for its device.
  await detail.list.getByRole("button", { name: new RegExp(path.slice(path.lastIndexOf("/") + 1)) }).click();
  await expect(page.getByText("None of its files tells how an installation ended.")).toBeVisible();
  await page.reload();
  await expect(detail.list.getByRole("button").nth(1)).toHaveAttribute("aria-current", "true");
});

test("outcomes arrive without a reload, and what is read stays", async ({ page }) => {
  const deployment = newName("Live");
  const deployments = new DeploymentsPage(page);
  await deployments.open("?tab=all");
  await send(endedMsiLog(0), { deployment, device: "LT-5" });
  await expect(deployments.row(deployment)).toContainText("Finished");
  await deployments.row(deployment).getByRole("link", { name: deployment }).click();
  const detail = new DeploymentPage(page);
  await expect(detail.device("LT-5")).toContainText("1 of 1");
  await send(failedMsiLog(), { deployment, device: "LT-6" });
  await expect(detail.legend).toContainText("1 failed");
  // The failed one stands first now; the reader is still where they were.
  await expect(detail.device("LT-5")).toContainText("2 of 2");
});

test("the tabs are in the address, and nothing moves while a page comes", async ({ page }) => {
  const deployment = newName("Done");
  await send(endedMsiLog(0), { deployment, device: "LT-7" });
  const deployments = new DeploymentsPage(page);
  await watchLayoutShift(page);
  await deployments.open();
  await deployments.show("Finished");
  await expect(page).toHaveURL(/tab=finished/);
  await expect(deployments.row(deployment)).toBeVisible();
  await deployments.show("All");
  await expect(deployments.row(deployment)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("tab", { name: /^All/ })).toHaveAttribute("aria-selected", "true");
  await page.goto(`/deployments?tab=finished`);
  await deployments.row(deployment).getByRole("link", { name: deployment }).click();
  await expect(new DeploymentPage(page).device("LT-7")).toBeVisible();
  const { sum, shifts } = await layoutShift(page);
  expect(sum, shifts.join("\n")).toBeLessThan(0.01);
});

test("a deployment of nobody is not found", async ({ page }) => {
  const response = await page.goto("/deployments/00000000-0000-4000-8000-000000000000");
  expect(response?.status()).toBeLessThan(500);
  await expect(page.getByText("There is no such deployment here")).toBeVisible();
});

import { expect, type Locator, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";

export interface TestFile {
  name: string;
  content: string | Buffer;
}

/** `/upload`: files are dropped or picked, sent, and followed until they were read. */
export class UploadPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await openPage(this.page, "/upload");
    await expect(this.page.getByRole("heading", { name: "Drop files" })).toBeVisible();
  }

  /** As if dragged from the desktop, with the events a browser sends. */
  async drop(files: TestFile[]): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      (list) => {
        const data = new DataTransfer();
        for (const { name, base64 } of list) {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          data.items.add(new File([bytes], name, { type: "text/plain", lastModified: 1 }));
        }
        return data;
      },
      files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString("base64") })),
    );
    const target = this.page.locator("body");
    for (const type of ["dragenter", "dragover", "drop"]) {
      await target.dispatchEvent(type, { dataTransfer: transfer });
    }
  }

  async pick(paths: string[]): Promise<void> {
    await this.page.getByLabel("Log files", { exact: true }).setInputFiles(paths);
  }

  async pickFolder(path: string): Promise<void> {
    await this.page.getByLabel("Folder of log files").setInputFiles(path);
  }

  /** Sends all that is ready; `target` overrides what the folder names suggest. */
  async send(target: { deployment?: string; device?: string } = {}): Promise<void> {
    if (target.deployment !== undefined) await this.page.getByLabel("Deployment").fill(target.deployment);
    if (target.device !== undefined) await this.page.getByLabel("Device").fill(target.device);
    await this.page.getByRole("button", { name: /^Send \d+ files?/ }).click();
  }

  card(name: string): Locator {
    return this.page.getByRole("list", { name: "Files of this batch" }).getByRole("listitem").filter({ hasText: name });
  }

  /** Waits until the server took the file, and gives the address of its page. */
  async sent(name: string): Promise<string> {
    const link = this.card(name).getByRole("link", { name: "Open" });
    await expect(link).toBeVisible({ timeout: 60_000 });
    return (await link.getAttribute("href")) ?? "";
  }
}

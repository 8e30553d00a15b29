import { join } from "node:path";
import type { BrowserContext, Page } from "playwright";
import { SignInPage } from "../../e2e/pages/sign-in-page.ts";
import { runIngest } from "../../e2e/run-ingest.ts";
import type { ForkedStack } from "../stack/fork-stack.ts";

const OWNER = { email: "owner@example.org", password: "a long audit passphrase", team: "Endpoint team" };
const FIXTURES = join(process.cwd(), "lib/formats/fixtures");
const DEPLOYMENT = "Tallybook 4.2.0";

/** What is read before the audit: one failed install, one good one, an agent's log. */
const FILES = [
  { file: "msi-failed.log", device: "LT-2291" },
  { file: "msi-german.log", device: "LT-2294" },
  { file: "cmtrace-intune.log", device: "LT-2307" },
];

/** Signs in, ingests a small deployment and gives the addresses to audit. */
export async function samplePages(input: {
  context: BrowserContext;
  stack: ForkedStack;
  stateDir: string;
}): Promise<{ name: string; url: string }[]> {
  const { context, stack, stateDir } = input;
  const page = context.pages()[0] ?? (await context.newPage());
  const signIn = new SignInPage(page);
  await page.goto(`${stack.appUrl}/sign-in?code=${stack.setupCode}`);
  await signIn.becomeOwner(OWNER);
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  for (const { file, device } of FILES) {
    const args = [join(FIXTURES, file), "--deployment", DEPLOYMENT, "--device", device];
    const { exitCode, stderr } = await runIngest(args, { SLUICE_STATE_DIR: stateDir });
    if (exitCode !== 0 && exitCode !== 1) throw new Error(`Ingesting ${file} failed: ${stderr}`);
  }
  const { files } = await ask<{ files: { id: string; name: string }[] }>(page, `${stack.appUrl}/api/v1/files`);
  const { deployments } = await ask<{ deployments: { id: string; name: string }[] }>(
    page,
    `${stack.appUrl}/api/v1/deployments`,
  );
  const failed = files.find(({ name }) => name === FILES[0]?.file);
  const deployment = deployments.find(({ name }) => name === DEPLOYMENT);
  if (!failed || !deployment) throw new Error("The ingested files did not show up.");
  return [
    { name: "overview", url: `${stack.appUrl}/` },
    { name: "file", url: `${stack.appUrl}/files/${failed.id}` },
    { name: "deployment", url: `${stack.appUrl}/deployments/${deployment.id}` },
  ];
}

async function ask<T>(page: Page, url: string): Promise<T> {
  const response = await page.request.get(url);
  if (!response.ok()) throw new Error(`${url} answered ${response.status()}.`);
  return (await response.json()) as T;
}

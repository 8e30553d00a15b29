import { SignInPage } from "./pages/sign-in-page.ts";
import { expect, expectAccessible, test } from "./quiet-page.ts";
import { E2E_APP_URL, E2E_SETUP_CODE, OWNER, OWNER_STORAGE_STATE } from "./stack.ts";

test.describe.configure({ mode: "serial" });

test("a fresh server shows its set-up, also to those who ask for a page", async ({ page }) => {
  await page.goto("/files");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("heading", { name: "Set up this server" })).toBeVisible();
  await expectAccessible(page);
});

test("a wrong code and a short password are refused under their fields", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open("/sign-in?code=ZZZZ-ZZZZ");
  await signIn.becomeOwner({ ...OWNER, password: "short" });
  await expect(page.getByText("Use at least 12 characters")).toBeVisible();
  await expect(signIn.password).toHaveAttribute("aria-invalid", "true");
  await expect(signIn.email).toHaveValue(OWNER.email);
  await signIn.becomeOwner(OWNER);
  await expect(page.getByText(/code is not valid/)).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the one-time code makes the first account the owner", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open(`/sign-in?code=${E2E_SETUP_CODE}`);
  await expect(signIn.code).toHaveValue(E2E_SETUP_CODE);
  await signIn.becomeOwner(OWNER);
  await expect(page).toHaveURL(`${E2E_APP_URL}/`);
  await expect(page.getByText(OWNER.team).first()).toBeVisible();
  await page.context().storageState({ path: OWNER_STORAGE_STATE });
});

test("the code works once", async ({ page }) => {
  await page.goto(`/sign-in?code=${E2E_SETUP_CODE}`);
  await expect(page.getByRole("heading", { name: "Sign in to Sluice" })).toBeVisible();
  await expect(page.getByText("This server has an owner already")).toBeVisible();
  await expectAccessible(page);
});

test("a wrong password and an unknown address get the same answer", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  for (const email of [OWNER.email, "nobody@example.org"]) {
    await signIn.signIn({ email, password: "not the password" });
    await expect(page.getByText("This e-mail and this password don't go together.")).toBeVisible();
  }
});

test("an incomplete address is explained under its field", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn({ email: "operator@example", password: "x" });
  await expect(page.getByText('Part of the address is missing after the @, for example ".org".')).toBeVisible();
});

test("somebody who signed in stays signed in, and is out after signing out", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(OWNER);
  await expect(page).toHaveURL(`${E2E_APP_URL}/`);
  await page.reload();
  await expect(page).toHaveURL(`${E2E_APP_URL}/`);
  await signIn.signOut();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/files");
  await expect(page).toHaveURL(/\/sign-in$/);
});

import { signOut } from "#app/sign-in/actions.ts";

/** Signs out and loads sign-in anew: a plain navigation would keep what the tab has cached of this person. */
export async function leave(): Promise<void> {
  await signOut();
  window.location.assign("/sign-in");
}

import { redirect } from "next/navigation";
import { pageCaller } from "#app/_session/page-caller.ts";

/** Without a session this ends at sign-in, which shows the set-up while nobody owns the server. */
export default async function HomePage() {
  await pageCaller();
  redirect("/files");
}

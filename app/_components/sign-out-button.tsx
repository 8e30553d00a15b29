import { buttonClass } from "#components/ui/button-class.ts";

/** Posts to `/sign-out`; works without scripts. */
export function SignOutButton() {
  return (
    <form method="post" action="/sign-out" className="grid">
      <button type="submit" className={buttonClass({ size: "large" })}>
        Sign out
      </button>
    </form>
  );
}

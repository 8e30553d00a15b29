import Link from "next/link";
import { GatePage } from "#app/_components/gate-page.tsx";
import { buttonClass } from "#components/ui/button-class.ts";

export default function NotFound() {
  return (
    <GatePage title="There is nothing here" lead="The address may be mistyped, or what it named is gone.">
      <Link href="/" className={buttonClass({ size: "large" })}>
        Go to the overview
      </Link>
    </GatePage>
  );
}

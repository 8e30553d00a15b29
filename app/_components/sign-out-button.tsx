"use client";

import { useTransition } from "react";
import { signOut } from "#app/sign-in/actions.ts";
import { Button } from "#components/ui/button.tsx";

export function SignOutButton() {
  const [isBusy, startTransition] = useTransition();
  const leave = () =>
    startTransition(async () => {
      await signOut();
      window.location.assign("/sign-in");
    });
  return (
    <Button size="large" isBusy={isBusy} onClick={leave}>
      Sign out
    </Button>
  );
}

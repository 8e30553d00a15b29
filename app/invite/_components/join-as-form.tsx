"use client";

import { useActionState } from "react";
import type { FormState } from "#app/sign-in/form-state.ts";
import { Button } from "#components/ui/button.tsx";
import { FormProblem } from "#components/ui/field.tsx";
import { join } from "../actions.ts";

const START: FormState<never> = { fields: {}, problem: null, values: {} };

/** For somebody who is signed in: one press joins. */
export function JoinAsForm({ token, email, team }: { token: string; email: string | null; team: string }) {
  const [state, action, isBusy] = useActionState(join, START);
  return (
    <form action={action} className="grid gap-[18px]">
      <input type="hidden" name="token" value={token} />
      <FormProblem>{state.problem}</FormProblem>
      <Button type="submit" variant="primary" size="large" isBusy={isBusy}>
        Join {team}
      </Button>
      <p className="text-12 text-text-3">{email ? `As ${email}.` : "As the account you are signed in with."}</p>
    </form>
  );
}

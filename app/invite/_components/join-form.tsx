"use client";

import { useActionState } from "react";
import { type FormState, MIN_PASSWORD_LENGTH } from "#app/sign-in/form-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, FormProblem } from "#components/ui/field.tsx";
import { signUpAndJoin } from "../actions.ts";
import type { JoinField } from "../join-schema.ts";

/** Account and team in one go; somebody who has an account uses its password. */
export function JoinForm({ token, email }: { token: string; email: string | null }) {
  const start: FormState<JoinField> = { fields: {}, problem: null, values: { email: email ?? "" } };
  const [state, action, isBusy] = useActionState(signUpAndJoin, start);
  return (
    <form action={action} className="grid gap-[18px]" noValidate>
      <input type="hidden" name="token" value={token} />
      <Field
        label="Your e-mail"
        name="email"
        type="email"
        autoComplete="username"
        placeholder="name@example.org"
        defaultValue={state.values.email}
        error={state.fields.email}
        readOnly={email !== null}
        hint={email === null ? undefined : "The link is for this address."}
        autoFocus={email === null}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        placeholder={`At least ${MIN_PASSWORD_LENGTH} characters`}
        hint="You have an account on this server? Use its password."
        error={state.fields.password}
        autoFocus={email !== null}
      />
      <FormProblem>{state.problem}</FormProblem>
      <Button type="submit" variant="primary" size="large" isBusy={isBusy}>
        Join team
      </Button>
    </form>
  );
}

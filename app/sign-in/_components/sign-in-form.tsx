"use client";

import { useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, FormProblem } from "#components/ui/field.tsx";
import { signIn } from "../actions.ts";
import type { FormState, SignInField } from "../form-state.ts";

const EMPTY: FormState<SignInField> = { fields: {}, problem: null, values: {} };

export function SignInForm({ next }: { next: string | null }) {
  const [state, action, isBusy] = useActionState(signIn, EMPTY);
  return (
    <form action={action} className="grid gap-[18px]" noValidate>
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state.values.email}
        error={state.fields.email}
        autoFocus
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        error={state.fields.password}
      />
      <FormProblem>{state.problem}</FormProblem>
      <Button type="submit" variant="primary" size="large" isBusy={isBusy}>
        Sign in
      </Button>
    </form>
  );
}

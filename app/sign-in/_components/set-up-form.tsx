"use client";

import { useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, FormProblem } from "#components/ui/field.tsx";
import { setUp } from "../actions.ts";
import { type FormState, MIN_PASSWORD_LENGTH, type SetUpField } from "../form-state.ts";

/** First owner: the one-time code from the server's output, an account and the team's name. */
export function SetUpForm({ code }: { code: string }) {
  const start: FormState<SetUpField> = { fields: {}, problem: null, values: { code } };
  const [state, action, isBusy] = useActionState(setUp, start);
  return (
    <form action={action} className="grid gap-[18px]" noValidate>
      <Field
        label="One-time code"
        name="code"
        defaultValue={state.values.code}
        error={state.fields.code}
        hint="Printed when the server started. Works once."
        placeholder="XXXX-XXXX"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        autoFocus={code === ""}
        className="[&_input]:font-mono [&_input]:text-16 [&_input]:font-medium [&_input]:tracking-[0.18em] [&_input]:uppercase"
      />
      <Field
        label="Your e-mail"
        name="email"
        type="email"
        autoComplete="username"
        placeholder="name@example.org"
        defaultValue={state.values.email}
        error={state.fields.email}
        autoFocus={code !== ""}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        placeholder={`At least ${MIN_PASSWORD_LENGTH} characters`}
        error={state.fields.password}
      />
      <Field
        label="Team name"
        name="team"
        autoComplete="organization"
        defaultValue={state.values.team}
        error={state.fields.team}
        hint="Shown at the top left."
      />
      <FormProblem>{state.problem}</FormProblem>
      <Button type="submit" variant="primary" size="large" isBusy={isBusy}>
        Become owner
      </Button>
      <p className="text-12 text-text-3">
        Code lost or expired? Restart the server and it prints a new one. The old one stops working.
      </p>
    </form>
  );
}

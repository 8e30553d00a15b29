"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { OutcomeIcon } from "./outcome-glyph.tsx";

interface FieldProps extends Omit<ComponentProps<"input">, "size"> {
  label: string;
  /** Under the field while nothing is wrong. */
  hint?: ReactNode;
  /** Under the field instead of the hint, announced at once. */
  error?: string | null;
  /** `large` on pages of their own (sign-in), `normal` among others. */
  size?: "normal" | "large";
}

/** A labelled text field with its hint and error below. */
export function Field({ label, hint, error, size = "large", id, className, ...input }: FieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const messageId = `${fieldId}-message`;
  return (
    <div className={classNames("grid gap-1.5", className)}>
      <label htmlFor={fieldId} className="font-medium">
        {label}
      </label>
      <Input
        {...input}
        id={fieldId}
        fieldSize={size}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? messageId : undefined}
      />
      <div id={messageId} className="text-12 empty:hidden" aria-live="polite">
        {error ? <FieldError>{error}</FieldError> : hint ? <span className="text-text-3">{hint}</span> : null}
      </div>
    </div>
  );
}

/** What is wrong with a field, in the place under it. */
export function FieldError({ children }: { children: ReactNode }) {
  return (
    <span className="flex gap-1.5 text-out-failed">
      <OutcomeIcon outcome="failed" className="mt-0.5" />
      <span>{children}</span>
    </span>
  );
}

/** What is wrong with a form as a whole, above its button; announced at once. */
export function FormProblem({ children }: { children: string | null }) {
  if (children === null) return null;
  return (
    <div role="alert" className="text-12">
      <FieldError>{children}</FieldError>
    </div>
  );
}

const INPUT =
  "w-full min-w-0 rounded-control border border-border-control bg-surface-1 text-text-1 transition-colors duration-(--fast) " +
  "hover:border-text-3 aria-invalid:border-out-failed-mark aria-invalid:inset-shadow-[0_0_0_1px_var(--out-failed-mark)]";

/** A bare text input, for places that bring their own label. */
export function Input({
  fieldSize = "normal",
  className,
  ...props
}: ComponentProps<"input"> & { fieldSize?: "normal" | "large" }) {
  const size = fieldSize === "large" ? "h-[38px] px-3 text-14 max-desk:h-11 max-desk:text-16" : "h-control px-[9px]";
  return <input {...props} className={classNames(INPUT, size, className)} />;
}

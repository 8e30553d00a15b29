"use client";

import { type ReactNode, useId } from "react";
import { FieldError } from "./field.tsx";

/** A labelled choice of one, with its hint or error below. */
export function SelectField({
  label,
  value,
  onChange,
  hint,
  error,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error?: string | null;
  /** The options. */
  children: ReactNode;
}) {
  const id = useId();
  const messageId = `${id}-message`;
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? messageId : undefined}
        className="h-control w-full min-w-0 rounded-control border border-border-control bg-surface-1 px-2 aria-invalid:border-out-failed-mark"
      >
        {children}
      </select>
      <div id={messageId} className="text-12 empty:hidden" aria-live="polite">
        {error ? <FieldError>{error}</FieldError> : hint ? <span className="text-text-3">{hint}</span> : null}
      </div>
    </div>
  );
}

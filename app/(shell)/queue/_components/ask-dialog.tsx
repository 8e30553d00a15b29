"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, FormProblem } from "#components/ui/field.tsx";

interface AskDialogProps {
  isOpen: boolean;
  title: string;
  /** What happens then, and what stays. */
  children: ReactNode;
  /** A verb with its object. */
  confirmLabel: string;
  /** Whether a note is taken, and whether it must be there. */
  note: "none" | "optional" | "required";
  noteHint?: string;
  isBusy: boolean;
  /** What the server refused. */
  problem: string | null;
  onClose: () => void;
  onConfirm: (note: string) => void;
}

/** Asks before something that can't be taken back, or that others want to know the reason of. */
export function AskDialog({ isOpen, onClose, title, ...props }: AskDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} label={title} className="max-w-[440px]">
      <AskForm title={title} onClose={onClose} {...props} />
    </Dialog>
  );
}

/** Inside the dialog, so that each opening starts empty. */
function AskForm(props: Omit<AskDialogProps, "isOpen">) {
  const { title, children, confirmLabel, note, noteHint, isBusy, problem, onClose, onConfirm } = props;
  const [text, setText] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const formId = useId();
  return (
    <form
      id={formId}
      noValidate
      className="grid gap-1.5 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isBusy) return;
        if (note === "required" && text.trim() === "") setIsMissing(true);
        else onConfirm(text);
      }}
    >
      <h2 className="text-14 wrap-anywhere">{title}</h2>
      <div className="text-text-2 wrap-anywhere">{children}</div>
      {note === "none" ? null : (
        <Field
          label={note === "required" ? "Why" : "Why (may stay empty)"}
          size="normal"
          maxLength={500}
          value={text}
          autoComplete="off"
          hint={noteHint ?? "Stands in the history of the file."}
          error={isMissing && text.trim() === "" ? "Say why in a few words; it stays with the file." : null}
          onChange={(event) => setText(event.target.value)}
          className="mt-2"
        />
      )}
      <FormProblem>{problem}</FormProblem>
      <div className="mt-2 flex gap-2">
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {confirmLabel}
        </Button>
        <Button onClick={onClose}>Keep as it is</Button>
      </div>
    </form>
  );
}

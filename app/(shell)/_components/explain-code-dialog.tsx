"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTeamCodes } from "#components/team-codes.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, FormProblem } from "#components/ui/field.tsx";
import { useApi } from "#components/use-api.ts";
import { usualCode } from "#lib/codes/code-value.ts";
import { CODE_WORDS_LIMITS, type CodeWords } from "#lib/model/code-explanation.ts";

/** Where somebody says what a code means, to the whole team; null = nobody asks. */
export function ExplainCodeDialog({ code, onClose }: { code: string | null; onClose: () => void }) {
  const label = `What ${code === null ? "a code" : usualCode(code)} means`;
  return (
    <Dialog isOpen={code !== null} onClose={onClose} label={label} className="max-w-[480px]">
      {code === null ? null : <ExplainForm code={usualCode(code)} title={label} onClose={onClose} />}
    </Dialog>
  );
}

function ExplainForm({ code, title: heading, onClose }: { code: string; title: string; onClose: () => void }) {
  const before = useTeamCodes().get(code);
  const [words, setWords] = useState({
    title: before?.title ?? "",
    meaning: before?.meaning ?? "",
    check: before?.check ?? "",
  });
  const [isTried, setIsTried] = useState(false);
  const { mutate, isPending, problem } = useSaving(code, onClose);
  const formId = useId();
  const field = (name: keyof typeof words, missing: string | null) => ({
    value: words[name],
    error: isTried && words[name].trim() === "" ? missing : null,
    onChange: (event: { target: { value: string } }) => setWords({ ...words, [name]: event.target.value }),
    maxLength: CODE_WORDS_LIMITS[name],
    size: "normal" as const,
    autoComplete: "off",
  });
  return (
    <form
      id={formId}
      noValidate
      className="grid gap-3 overflow-y-auto p-4"
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (isPending || words.title.trim() === "" || words.meaning.trim() === "") return;
        mutate({ title: words.title, meaning: words.meaning, check: words.check.trim() === "" ? null : words.check });
      }}
    >
      <div>
        <h2 className="text-14">{heading}</h2>
        <p className="text-text-2">Everybody of the team reads this wherever the code stands.</p>
      </div>
      <Field
        {...field("title", "Give it a name of 2 to 5 words.")}
        label="Short name"
        hint="2 to 5 words, for example: Licence server not reached"
      />
      <Field {...field("meaning", "Say in a sentence what it means.")} label="What it means" hint="One sentence" />
      <Field {...field("check", null)} label="What to check" hint="May stay empty" />
      <FormProblem>{problem}</FormProblem>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isBusy={isPending}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        {before ? (
          <span className="ml-auto">
            <Button isBusy={isPending} onClick={() => mutate(null)}>
              Take it away
            </Button>
          </span>
        ) : null}
      </div>
    </form>
  );
}

function useSaving(code: string, onSaved: () => void) {
  const api = useApi();
  const router = useRouter();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (words: CodeWords | null) =>
      api(`/api/v1/codes/${encodeURIComponent(code)}`, {
        method: words === null ? "DELETE" : "PUT",
        json: words ?? undefined,
      }),
    onSuccess() {
      // The words come with the shell.
      router.refresh();
      onSaved();
    },
  });
  return { mutate, isPending, problem: error?.message ?? null };
}

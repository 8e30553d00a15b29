"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { SuggestInput } from "#components/ui/suggest-input.tsx";
import { useApi } from "#components/use-api.ts";
import type { TargetField as Field } from "./use-target.ts";

const WORDS = { deployment: "Deployment", device: "Device" };

/** Deployment or device of the batch; offers the team's own once somebody goes there. */
export function TargetField({ of, field }: { of: "deployment" | "device"; field: Field }) {
  const id = useId();
  const api = useApi();
  const [isTouched, setIsTouched] = useState(false);
  // What the folder says is no search; only what is typed narrows the list.
  const text = useDeferredValue(field.from === null ? field.value.trim() : "");
  const { data } = useQuery({
    queryKey: ["names", of, text],
    queryFn: ({ signal }) =>
      api<{ names: string[] }>(`/api/v1/names?of=${of}&text=${encodeURIComponent(text)}`, { signal }),
    enabled: isTouched,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex min-w-0 items-center gap-2.5 max-desk:flex-col max-desk:items-stretch max-desk:gap-1">
      <label htmlFor={id} className="text-text-3 max-desk:text-12">
        {WORDS[of]}
      </label>
      <div className="flex w-48 min-w-0 max-[1240px]:w-36 max-desk:w-full">
        <SuggestInput
          id={id}
          value={field.value}
          suggestions={data?.names ?? []}
          placeholder={field.placeholder}
          aside={field.from === "content" ? "from content" : null}
          onChange={field.type}
          onFocus={() => setIsTouched(true)}
        />
      </div>
    </div>
  );
}

"use client";

import { useState } from "react";
import { suggestTarget, type TargetSuggestion, targetOfPath } from "../../_uploads/suggest-target.ts";
import type { UploadItem, UploadTarget } from "../../_uploads/upload-item.ts";
import { usePreviews } from "../../_uploads/uploads-provider.tsx";

export interface TargetField {
  value: string;
  placeholder: string;
  /** Where the value comes from while nobody typed. */
  from: "folder" | "content" | null;
  type(value: string): void;
}

export interface Target {
  deployment: TargetField;
  device: TargetField;
  /** What to send a file as. */
  of(item: UploadItem): UploadTarget;
  /** Forgets what was typed. */
  reset(): void;
}

const UNTOUCHED: UploadTarget = { deployment: null, device: null };

/** What the unsent files belong to: what folder names and contents say, until somebody types. */
export function useTarget(unsent: readonly UploadItem[]): Target {
  const previews = usePreviews();
  const suggestion = suggestTarget(
    unsent.map(({ id, path }) => {
      const preview = previews.get(id)?.preview;
      return { path, deviceName: preview?.deviceName ?? null, products: preview?.products ?? [] };
    }),
  );
  // Null = not touched: the suggestion stands in it.
  const [typed, setTyped] = useState(UNTOUCHED);
  const deployment = fieldOf(typed.deployment, suggestion.deployment, "None");
  const device = fieldOf(typed.device, suggestion.device, "From content");
  const isByFolder = typed.device === null && suggestion.device === "by folder";
  return {
    deployment: { ...deployment, type: (value) => setTyped({ ...typed, deployment: value }) },
    device: { ...device, type: (value) => setTyped({ ...typed, device: value }) },
    of: (item) => ({
      deployment: deployment.value.trim() || null,
      device: isByFolder ? targetOfPath(item.path).device : device.value.trim() || null,
    }),
    reset: () => setTyped(UNTOUCHED),
  };
}

function fieldOf(
  typed: string | null,
  suggested: TargetSuggestion["device"],
  placeholder: string,
): Omit<TargetField, "type"> {
  if (typed !== null) return { value: typed, placeholder, from: null };
  if (suggested === "by folder") return { value: "", placeholder: "From folder names", from: null };
  if (suggested === null || suggested === "by content") return { value: "", placeholder, from: null };
  return { value: suggested.name, placeholder, from: suggested.from };
}

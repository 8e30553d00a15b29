import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useApi } from "#components/use-api.ts";
import type { TeamFormat } from "#lib/queries/read-formats.ts";

interface FormatsAnswer {
  formats: TeamFormat[];
}

/** The team's formats, kept up to date by what others save. */
export function useFormats(initial: TeamFormat[]): TeamFormat[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["formats"],
    queryFn: async ({ signal }) => (await api<FormatsAnswer>("/api/v1/formats", { signal })).formats,
    initialData: initial,
  });
  return data;
}

export function useFormatChanges() {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  const onSuccess = () => {
    // The shell knows the names of the team's formats.
    router.refresh();
    return client.invalidateQueries({ queryKey: ["formats"] });
  };
  const save = useMutation({
    mutationFn: (json: { definition: unknown; basedOn: number }) =>
      api<{ format: { id: string; version: number } }>("/api/v1/formats", { method: "POST", json }),
    onSuccess,
  });
  const retire = useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      api(`/api/v1/formats/${id}?basedOn=${version}`, { method: "DELETE" }),
    onSuccess,
  });
  return { save, retire };
}

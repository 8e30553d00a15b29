import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";

interface Preload {
  queryKey: readonly unknown[];
  data: unknown;
}

/** Hands what the server read already to the queries of the browser, so that the first paint has it. */
export function Preloaded({ queries, children }: { queries: readonly Preload[]; children: ReactNode }) {
  const client = new QueryClient();
  for (const { queryKey, data } of queries) client.setQueryData(queryKey, data);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}

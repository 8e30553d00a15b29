import { NoSuch } from "#components/no-such.tsx";

export default function SourceNotFound() {
  return <NoSuch what="source" listLabel="Sources" listHref="/settings/sources" />;
}

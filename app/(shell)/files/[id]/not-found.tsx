import { NoSuch } from "#components/no-such.tsx";

export default function NoSuchFile() {
  return <NoSuch what="file" listLabel="Files" listHref="/files" />;
}

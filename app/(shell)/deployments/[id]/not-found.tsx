import { NoSuch } from "#components/no-such.tsx";

export default function NoSuchDeployment() {
  return <NoSuch what="deployment" listLabel="Deployments" listHref="/deployments" />;
}

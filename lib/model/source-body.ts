import { z } from "zod";
import { s3CredentialsSchema } from "./s3-connection.ts";
import { SOURCE_DEFINITIONS, type SourceDefinition } from "./source.ts";

const secretField = {
  /** Absent = those that are kept stay; null = they are taken away. */
  secret: s3CredentialsSchema.nullish(),
};
/** What an extension is given to reach its place. */
const customSecretField = { secret: z.string().trim().min(1).max(8192).nullish() };
/** Keys of S3, or what an extension wants. */
export type EnteredSecret = z.output<typeof s3CredentialsSchema> | string;

const saveShape = {
  name: z.string().trim().min(1, "Give it a name.").max(200, "A name has at most 200 characters."),
  /** Version the editor started from; 0 = a new source. */
  basedOn: z.number().int().min(0).max(2_147_483_647),
  ...secretField,
};
const testShape = {
  /** Whose kept keys are used when none are given. */
  sourceId: z.guid().nullish(),
  ...secretField,
};

/** What a source is saved from. */
export const sourceSaveSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("s3"), definition: SOURCE_DEFINITIONS.s3, ...saveShape }),
    z.strictObject({ kind: z.literal("bucket"), definition: SOURCE_DEFINITIONS.bucket, ...saveShape }),
    z.strictObject({ kind: z.literal("folder"), definition: SOURCE_DEFINITIONS.folder, ...saveShape }),
    z.strictObject({
      kind: z.literal("custom"),
      definition: SOURCE_DEFINITIONS.custom,
      ...saveShape,
      ...customSecretField,
    }),
  ])
  .transform((body) => ({ ...body, definition: withKind(body) }));

/** What a connection is tested with. */
export const sourceTestSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("s3"), definition: SOURCE_DEFINITIONS.s3, ...testShape }),
    z.strictObject({ kind: z.literal("bucket"), definition: SOURCE_DEFINITIONS.bucket, ...testShape }),
    z.strictObject({ kind: z.literal("folder"), definition: SOURCE_DEFINITIONS.folder, ...testShape }),
    z.strictObject({
      kind: z.literal("custom"),
      definition: SOURCE_DEFINITIONS.custom,
      ...testShape,
      ...customSecretField,
    }),
  ])
  .transform((body) => ({ ...body, definition: withKind(body) }));

export interface FieldProblem {
  /** Path in the body: "definition.connection.path". */
  field: string;
  problem: string;
}

/** What the team may use that is asking. */
export interface SourceRights {
  organizationId: string;
  /** It owns the server: folders and the environment's keys are for it. */
  isServerTeam: boolean;
}

/** The saved source that a body is for; null = a new one. */
export interface KeptSecret {
  hasSecret: boolean;
  /** Of the saved connection; undefined = it has none. */
  endpoint: string | null | undefined;
}

/** What a body can't have though each of its fields is right by itself; null = nothing. */
export function sourceProblem(
  { definition, secret }: { definition: SourceDefinition; secret?: EnteredSecret | null },
  { organizationId, isServerTeam }: SourceRights,
  kept: KeptSecret | null,
): FieldProblem | null {
  const ofServer = "is for the team that owns this server alone. Ask its admins.";
  switch (definition.kind) {
    case "folder":
      return isServerTeam ? noSecret(secret) : { field: "kind", problem: `A folder of the server ${ofServer}` };
    case "bucket": {
      const inbox = `${organizationId}/inbox/`;
      if (definition.prefix.startsWith(inbox)) return noSecret(secret);
      return { field: "definition.prefix", problem: `The bucket is watched below ${inbox} only.` };
    }
    case "custom":
      // The extension says whom it is for when it is opened.
      return null;
    case "s3": {
      const { credentials, endpoint } = definition.connection;
      if (credentials === "environment") {
        if (isServerTeam) return noSecret(secret);
        return { field: "definition.connection.credentials", problem: `The key of the environment ${ofServer}` };
      }
      if (secret) return null;
      if (secret === null || !kept?.hasSecret) return { field: "secret", problem: "Enter the keys of the bucket." };
      // Kept keys are not shown to a server that they were not entered for.
      return kept.endpoint === endpoint ? null : { field: "secret", problem: "Enter the keys of the new endpoint." };
    }
  }
}

function noSecret(secret: EnteredSecret | null | undefined): FieldProblem | null {
  return secret ? { field: "secret", problem: "Only S3 with keys of its own has keys." } : null;
}

function withKind({ kind, definition }: { kind: SourceDefinition["kind"]; definition: object }): SourceDefinition {
  // The union has matched the two; spreading them loses that.
  return { kind, ...definition } as SourceDefinition;
}

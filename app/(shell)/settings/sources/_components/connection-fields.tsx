import { Field, FieldError } from "#components/ui/field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { SourceKind } from "#lib/model/source.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import type { SourceOptions } from "#lib/queries/source-rights.ts";
import { newDraft, type SourceDraft } from "./draft.ts";
import { FieldGroup, type FieldsProps, textField } from "./field-group.tsx";
import { S3Fields } from "./s3-fields.tsx";
import { KIND_WORDS } from "./source-words.ts";

interface ConnectionFieldsProps extends FieldsProps {
  saved: SourceItem | null;
  options: SourceOptions;
  onReplace: (draft: SourceDraft) => void;
}

const KINDS: Record<SourceKind, string> = {
  s3: "A bucket of S3 or of a server that speaks like it",
  folder: "A folder of the machine that this server runs on",
  bucket: "A part of the team's inbox, with rules of its own",
  custom: "What an extension of this server reads from",
};

/** What the source is called, what kind of place it is, and how it is reached. */
export function ConnectionFields({ saved, options, onReplace, ...parts }: ConnectionFieldsProps) {
  const { draft, problems } = parts;
  const kinds: SourceKind[] = options.isServerTeam ? ["s3", "folder", "bucket"] : ["s3", "bucket"];
  return (
    <FieldGroup title="Where">
      <Field label="Name" {...textField(parts, "name", "name")} />
      {saved === null ? (
        <SelectField
          label="Kind"
          value={draft.kind}
          error={problems.kind}
          hint={KINDS[draft.kind]}
          onChange={(kind) => onReplace({ ...newDraft(kind as SourceKind, options.organizationId), name: draft.name })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {KIND_WORDS[kind]}
            </option>
          ))}
        </SelectField>
      ) : problems.kind ? (
        <p className="text-12">
          <FieldError>{problems.kind}</FieldError>
        </p>
      ) : null}
      {draft.kind === "folder" ? <FolderField {...parts} roots={options.folderRoots} /> : null}
      {draft.kind === "custom" ? (
        <Field
          label="Settings"
          className="[&_input]:font-mono [&_input]:text-12"
          hint="As JSON: the extension's type, and what it wants to know."
          {...textField(parts, "custom", "definition.connection")}
        />
      ) : null}
      {draft.kind === "s3" ? <S3Fields {...parts} saved={saved} options={options} onReplace={onReplace} /> : null}
      <Field
        label={draft.kind === "bucket" ? "Below" : "Prefix"}
        className="[&_input]:font-mono [&_input]:text-12"
        hint={
          draft.kind === "bucket"
            ? `Starts with ${options.organizationId}/inbox/.`
            : "How the keys begin, such as logs/prod/; empty = all of it."
        }
        {...textField(parts, "prefix", "definition.prefix")}
      />
    </FieldGroup>
  );
}

function FolderField({ roots, ...parts }: FieldsProps & { roots: readonly string[] }) {
  const hint =
    roots.length === 0
      ? "This server watches no folders yet: its operator names those that are allowed in SLUICE_FOLDER_ROOTS."
      : `Allowed: ${roots.join(", ")}, and all below.`;
  return (
    <Field
      label="Folder"
      placeholder={roots[0] ?? "/var/log/app"}
      hint={hint}
      {...textField(parts, "path", "definition.connection.path")}
    />
  );
}

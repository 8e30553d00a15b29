import { Field, FieldError } from "#components/ui/field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import type { SourceOptions } from "#lib/queries/source-rights.ts";
import { type SourceDraft, withEndpoint } from "./draft.ts";
import { FieldPair, type FieldsProps, textField } from "./field-group.tsx";

interface S3FieldsProps extends FieldsProps {
  saved: SourceItem | null;
  options: SourceOptions;
  onReplace: (draft: SourceDraft) => void;
}

/** A bucket, its server, how that likes to be asked, and whose keys open it. */
export function S3Fields({ saved, options, onReplace, ...parts }: S3FieldsProps) {
  const { draft, problems, onChange } = parts;
  return (
    <>
      <FieldPair>
        <Field label="Bucket" {...textField(parts, "bucket", "definition.connection.bucket")} />
        <Field label="Region" {...textField(parts, "region", "definition.connection.region")} />
      </FieldPair>
      <Field
        label="Endpoint"
        placeholder="https://s3.example.com"
        hint="Empty = Amazon's own."
        {...textField(parts, "endpoint", "definition.connection.endpoint")}
        onChange={({ target }) => onReplace(withEndpoint(draft, target.value))}
      />
      <FieldPair>
        <SelectField
          label="Addresses"
          value={draft.forcePathStyle ? "path" : "host"}
          hint="Most servers other than Amazon's want the path."
          onChange={(style) => onChange({ forcePathStyle: style === "path" })}
        >
          <option value="host">Bucket in the host name</option>
          <option value="path">Bucket in the path</option>
        </SelectField>
        <SelectField
          label="Checksums"
          value={draft.checksums}
          hint="Not all servers know the newer ones."
          onChange={(checksums) => onChange({ checksums: checksums as SourceDraft["checksums"] })}
        >
          <option value="when_supported">Whenever supported</option>
          <option value="when_required">Only when required</option>
        </SelectField>
      </FieldPair>
      {options.isServerTeam ? (
        <SelectField
          label="Keys"
          value={draft.credentials}
          error={problems["definition.connection.credentials"]}
          onChange={(credentials) => onChange({ credentials: credentials as SourceDraft["credentials"] })}
        >
          <option value="own">Of this source</option>
          <option value="environment">Of the server's environment</option>
        </SelectField>
      ) : null}
      {draft.credentials === "own" ? <KeyFields {...parts} saved={saved} keepsSecrets={options.keepsSecrets} /> : null}
      <Field
        label="Queue of notifications"
        placeholder="https://sqs.eu-central-1.amazonaws.com/123456789012/log-events"
        hint="An SQS queue that the bucket tells of new objects; empty = the bucket is listed."
        {...textField(parts, "queueUrl", "definition.connection.queueUrl")}
      />
    </>
  );
}

/** Keys go one way: what is saved is never shown, only replaced. */
function KeyFields({
  saved,
  keepsSecrets,
  ...parts
}: FieldsProps & { saved: SourceItem | null; keepsSecrets: boolean }) {
  const isSaved = saved?.hasSecret ?? false;
  const placeholder = isSaved ? "Saved; enter a new one to replace" : undefined;
  const problem = parts.problems.secret;
  const accessKey = textField(parts, "accessKeyId", "secret.accessKeyId");
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Keys of this source</legend>
      <FieldPair>
        <Field
          label="Access key id"
          placeholder={placeholder}
          {...accessKey}
          aria-invalid={accessKey.error || problem ? true : undefined}
        />
        <Field
          label="Secret access key"
          type="password"
          placeholder={placeholder}
          {...textField(parts, "secretAccessKey", "secret.secretAccessKey")}
          autoComplete="new-password"
        />
      </FieldPair>
      <Field
        label="Session token"
        type="password"
        hint="Of temporary keys alone."
        {...textField(parts, "sessionToken", "secret.sessionToken")}
        autoComplete="new-password"
      />
      <p className="text-12 text-text-3" aria-live="polite">
        {problem ? (
          <FieldError>{problem}</FieldError>
        ) : keepsSecrets ? (
          "Keys are encrypted before they are kept, and never shown again."
        ) : (
          "This server can't keep keys: its operator sets SLUICE_ENCRYPTION_KEY first."
        )}
      </p>
    </fieldset>
  );
}

import { Field } from "#components/ui/field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { SourceDraft } from "./draft.ts";
import { FieldGroup, FieldPair, type FieldsProps, textField } from "./field-group.tsx";

/** How often it is looked at, how fast it may go, and what becomes of objects that were read. */
export function RunFields(parts: FieldsProps) {
  const { draft, problems, onChange } = parts;
  return (
    <FieldGroup title="When and how">
      <FieldPair>
        <Field label="Look every" hint="30 s, 5 min, 1 h" {...textField(parts, "interval", "definition.intervalS")} />
        <SelectField
          label="Objects that were read"
          value={draft.after}
          error={problems["definition.after"]}
          onChange={(after) => onChange({ after: after as SourceDraft["after"] })}
        >
          <option value="keep">Stay as they are</option>
          {draft.kind === "s3" ? <option value="tag">Get the tag sluice:ingested</option> : null}
          <option value="delete">Are removed</option>
        </SelectField>
      </FieldPair>
      <FieldPair>
        <Field
          label="At most, objects a second"
          inputMode="decimal"
          hint="Empty = no limit."
          {...textField(parts, "maxObjectsPerS", "definition.maxObjectsPerS")}
        />
        <Field
          label="At most, MB a second"
          inputMode="decimal"
          {...textField(parts, "maxMbPerS", "definition.maxBytesPerS")}
        />
      </FieldPair>
      {draft.after === "delete" ? (
        <p className="text-12 text-sev-warn">
          What was read is stored here, but the object itself is gone then: it can't be read again.
        </p>
      ) : null}
    </FieldGroup>
  );
}

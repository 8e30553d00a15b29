import { Field } from "#components/ui/field.tsx";
import { FieldGroup, FieldPair, type FieldsProps, textField } from "./field-group.tsx";

/** Which of the objects are taken. */
export function FilterFields(parts: FieldsProps) {
  return (
    <FieldGroup title="What is taken">
      <FieldPair>
        <Field
          label="Only"
          placeholder="*.log, *.gz"
          hint="Globs with commas between them; empty = everything."
          {...textField(parts, "include", "definition.include")}
        />
        <Field
          label="But not"
          placeholder="*.tmp, old/*"
          hint="With a slash they are for the path, else for the name."
          {...textField(parts, "exclude", "definition.exclude")}
        />
      </FieldPair>
      <Field
        label="Not before, UTC"
        type="datetime-local"
        hint="By when an object was last changed, or a day in its key; empty = all there is."
        {...textField(parts, "startAt", "definition.startAt")}
      />
    </FieldGroup>
  );
}

import { useFormatTitles } from "#components/format-titles.tsx";
import { Field } from "#components/ui/field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { SourceDraft } from "./draft.ts";
import { FieldGroup, FieldPair, type FieldsProps, textField } from "./field-group.tsx";

/** What is known of the files before they are read. */
export function ReadingFields(parts: FieldsProps) {
  const { draft, problems, onChange } = parts;
  const { choices } = useFormatTitles();
  return (
    <FieldGroup title="What is known of its files">
      <Field
        label="Deployment and device from the key"
        className="[&_input]:font-mono [&_input]:text-12"
        placeholder="<deployment>/<device>/..."
        hint="The parts of a key below the prefix; * for one that says nothing."
        {...textField(parts, "fromKey", "definition.fromKey")}
      />
      <FieldPair>
        <Field label="Else the deployment" {...textField(parts, "deployment", "definition.deployment")} />
        <Field label="Else the device" {...textField(parts, "device", "definition.device")} />
      </FieldPair>
      <FieldPair>
        <SelectField
          label="Format"
          value={draft.format}
          error={problems["definition.format"]}
          onChange={(format) => onChange({ format })}
        >
          <option value="">By content</option>
          {choices.map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Lane"
          value={draft.lane}
          error={problems["definition.lane"]}
          onChange={(lane) => onChange({ lane: lane as SourceDraft["lane"] })}
        >
          <option value="">By the rules</option>
          <option value="high">High</option>
          <option value="medium">Medium</option>
          <option value="low">Low</option>
        </SelectField>
      </FieldPair>
      <Field
        label="Zone of times that name none"
        placeholder="Europe/Berlin"
        hint="A zone's name or UTC+01:00; empty = by content."
        {...textField(parts, "timeZone", "definition.timeZone")}
      />
    </FieldGroup>
  );
}

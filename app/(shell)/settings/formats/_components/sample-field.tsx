import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { FileButton } from "./file-button.tsx";

const MAX_SAMPLE_CHARACTERS = 256 * 1024;

export interface Sample {
  text: string;
  fileName: string;
}

interface SampleFieldProps {
  sample: Sample;
  areaClass: string;
  onChange: (sample: Sample) => void;
}

/** Lines to try the definition on, and the name that their file would have. */
export function SampleField({ sample, areaClass, onChange }: SampleFieldProps) {
  const id = useId();
  const take = async (file: File) =>
    onChange({ text: await file.slice(0, MAX_SAMPLE_CHARACTERS).text(), fileName: file.name });
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        Sample
      </label>
      <textarea
        id={id}
        rows={12}
        spellCheck={false}
        placeholder="Paste some lines of such a file"
        value={sample.text}
        onChange={({ target }) => onChange({ ...sample, text: target.value.slice(0, MAX_SAMPLE_CHARACTERS) })}
        className={areaClass}
      />
      <div className="flex flex-wrap items-end gap-2">
        <Field
          label="Name of its file"
          size="normal"
          className="min-w-[180px] flex-1"
          value={sample.fileName}
          onChange={({ target }) => onChange({ ...sample, fileName: target.value })}
        />
        <FileButton onPick={take}>Take a file as sample</FileButton>
      </div>
    </div>
  );
}

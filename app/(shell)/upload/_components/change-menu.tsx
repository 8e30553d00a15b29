"use client";

import { Menu, MenuChoice } from "#components/ui/menu.tsx";

/** "Change": what the content decides, or one of a few others. */
export function ChangeMenu<Value extends string>({
  what,
  value,
  options,
  onChange,
}: {
  /** "format", "lane". */
  what: string;
  /** Null = the content decides. */
  value: Value | null;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | null) => void;
}) {
  return (
    <Menu align="start" trigger={<ChangeButton what={what} />}>
      <MenuChoice<string>
        label={`Change ${what}`}
        value={value ?? BY_CONTENT}
        options={[{ value: BY_CONTENT, label: "By content" }, ...options]}
        onChange={(next) => onChange(options.find((option) => option.value === next)?.value ?? null)}
      />
    </Menu>
  );
}

const BY_CONTENT = "";

export function ChangeButton({ what, ...props }: { what: string } & React.ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...props}
      aria-label={`Change ${what}`}
      className="touch-target font-medium text-accent underline-offset-2 hover:underline"
    >
      Change
    </button>
  );
}

import { useRef } from "react";
import { Button } from "#components/ui/button.tsx";

interface FileButtonProps {
  children: string;
  /** Of an input's `accept`; absent = any file. */
  accept?: string;
  onPick: (file: File) => void;
}

/** A button that asks for one file. */
export function FileButton({ children, accept, onPick }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={children}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file again is a choice as well.
          target.value = "";
          if (file !== undefined) onPick(file);
        }}
      />
      <Button onClick={() => input.current?.click()}>{children}</Button>
    </>
  );
}

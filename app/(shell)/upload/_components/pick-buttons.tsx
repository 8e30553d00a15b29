"use client";

import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { pickedFiles } from "../../_uploads/dropped-files.ts";
import { useUploadQueue } from "../../_uploads/uploads-provider.tsx";

/** Opens the browser's own picker for files or for a folder with all that is in it. */
export function PickButtons({ look }: { look: "buttons" | "links" }) {
  const queue = useUploadQueue();
  const router = useRouter();
  const isOnUpload = usePathname() === "/upload";
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    if (input.files) queue.add(pickedFiles(input.files));
    // The same file can be picked again after it was removed.
    input.value = "";
    if (!isOnUpload) router.push("/upload");
  };
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Log files"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label="Folder of log files"
        {...{ webkitdirectory: "" }}
        onChange={(event) => take(event.currentTarget)}
      />
      {look === "buttons" ? (
        <>
          <Button variant="primary" onClick={() => files.current?.click()}>
            Browse files
          </Button>
          <Button onClick={() => folder.current?.click()}>Browse a folder</Button>
        </>
      ) : (
        <span>
          browse <TextButton onClick={() => files.current?.click()}>files</TextButton> or{" "}
          <TextButton onClick={() => folder.current?.click()}>a folder</TextButton>
        </span>
      )}
    </>
  );
}

/** The phone's way to more files. */
export function AddButton() {
  const queue = useUploadQueue();
  const files = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="More files"
        onChange={({ currentTarget: input }) => {
          if (input.files) queue.add(pickedFiles(input.files));
          input.value = "";
        }}
      />
      <TextButton onClick={() => files.current?.click()}>Add</TextButton>
    </>
  );
}

function TextButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="touch-target font-medium text-accent underline-offset-2 hover:underline"
    >
      {children}
    </button>
  );
}

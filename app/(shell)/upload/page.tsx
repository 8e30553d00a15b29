import type { Metadata } from "next";
import { TopBar } from "#components/top-bar.tsx";
import { FileWay } from "./_components/file-way.tsx";
import { UploadPanel } from "./_components/upload-panel.tsx";

export const metadata: Metadata = { title: "Drop files" };

export default function UploadPage() {
  return (
    <>
      <TopBar crumbs={[{ label: "Drop files" }]} />
      <div className="flex min-h-0 flex-1">
        <UploadPanel />
        <FileWay />
      </div>
    </>
  );
}

import type { Metadata } from "next";
import { TopBar } from "#components/top-bar.tsx";
import { UploadPanel } from "./_components/upload-panel.tsx";

export const metadata: Metadata = { title: "Drop files" };

export default function UploadPage() {
  return (
    <>
      <TopBar crumbs={[{ label: "Drop files" }]} />
      <UploadPanel />
    </>
  );
}

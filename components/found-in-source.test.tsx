import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { FoundInSource } from "./found-in-source.tsx";

const text = (key: string, version: number) => {
  const found = { sourceId: "s1", name: "App logs", key, version };
  return renderToStaticMarkup(<FoundInSource found={found} />);
};
const plain = (html: string) => html.replace(/<[^>]*>/g, "");

it("names the source with a link, the key, and the version from the second on", () => {
  expect(plain(text("eu/app.log", 1))).toBe("Found in App logs as eu/app.log");
  expect(plain(text("eu/app.log", 2))).toBe("Found in App logs as eu/app.log, version 2");
  expect(text("eu/app.log", 1)).toContain('href="/settings/sources/s1"');
});

it("shows a key with markup in it as text", () => {
  expect(text("<b>app</b>.log", 1)).not.toContain("<b>app");
});

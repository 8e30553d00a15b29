import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FormatTitle, OwnFormatsProvider, useFormatTitles } from "./format-titles.tsx";

const OWN = [
  { id: "till-agent", name: "Till agent", isRetired: false },
  { id: "old-tills", name: "Old tills", isRetired: true },
];
const inShell = (children: React.ReactNode) =>
  renderToStaticMarkup(<OwnFormatsProvider formats={OWN}>{children}</OwnFormatsProvider>);

function Choices() {
  const ids = useFormatTitles().choices.map(([id]) => id);
  return `${ids[0]} ${ids.includes("old-tills")} ${ids.includes("msi")}`;
}

describe("titles of formats", () => {
  it.each([
    ["a format of the team", "till-agent", "Till agent"],
    ["a retired one, which files still have", "old-tills", "Old tills"],
    ["a built-in one", "msi", "MSI verbose"],
    ["an unknown id, as it is", "constructor", "constructor"],
  ])("name %s", (_name, format, title) => {
    expect(inShell(<FormatTitle format={format} />)).toBe(title);
  });

  it("offer the team's own formats first, and no retired ones", () => {
    expect(inShell(<Choices />)).toBe("till-agent false true");
  });
});

import { expect, it } from "vitest";
import { draggedFiles } from "./dragged-files.ts";

const items = (...types: string[]) => types.map((type) => ({ type }));

it.each([
  ["a PDF alone", items("application/pdf"), { count: 1, refused: "A PDF" }],
  ["images alone", items("image/png", "image/jpeg"), { count: 2, refused: "An image" }],
  ["a PDF beside a log", items("application/pdf", "text/plain"), { count: 2, refused: null }],
  ["a file whose type nobody knows", items(""), { count: 1, refused: null }],
  ["nothing that the browser tells of", items(), { count: 0, refused: null }],
])("%s", (_case, dragged, expected) => {
  expect(draggedFiles(dragged)).toEqual(expected);
});

import { expect, it } from "vitest";
import { pagesAround } from "./record-pages.ts";

it.each([
  ["the top of a short file", 1, 53, [0]],
  ["the end of a short file", 53, 53, [0]],
  ["the middle of a page", 300, 1000, [1]],
  ["near the end of a page", 190, 1000, [0, 1]],
  ["near the start of a page", 402, 1000, [1, 2]],
  ["the last record where the next page would begin", 400, 400, [1]],
])("%s", (_case, openAt, total, pages) => {
  expect(pagesAround(openAt, total)).toEqual(pages);
});

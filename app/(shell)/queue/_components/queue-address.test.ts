import { expect, test } from "vitest";
import { filterParams, filterQuery, isNarrowed, queueAddressOf, wholeTab } from "./queue-address.ts";

const addressOf = (address: string) => queueAddressOf(new URLSearchParams(address));

test("an empty address is what is in progress, in the order in which it starts", () => {
  expect(addressOf("")).toEqual({
    tab: "in-progress",
    filter: wholeTab("in-progress"),
    sort: "start-order",
    jobId: null,
    range: "24h",
  });
});

test.each([
  ["tab=nonsense", "in-progress", "start-order"],
  ["tab=completed", "completed", "newest"],
  ["tab=dead-letters&sort=size", "dead-letters", "size"],
  ["tab=completed&sort=backwards", "completed", "newest"],
])("%s means tab %s, sorted by %s", (address, tab, sort) => {
  expect(addressOf(address)).toMatchObject({ tab, sort });
});

test("only lanes, sources and states that exist, and states the tab can have, count", () => {
  const { filter } = addressOf("tab=dead-letters&lane=low,high,urgent&state=failed,waiting&source=cli,fax");
  expect(filter).toMatchObject({ lanes: ["high", "low"], states: ["failed"], sources: ["cli"] });
});

test("a filter says in the API's query what the page's address said", () => {
  const address = "tab=dead-letters&lane=high&format=cmtrace%2Cpino&deployment=Wave+7&text=a%26b";
  expect(filterQuery(addressOf(address).filter).toString()).toBe(address);
});

test("the address of a filter reads back as the same filter", () => {
  const { filter } = addressOf("state=waiting&source=api,upload&device=LT-1&format=msi");
  const params = Object.entries(filterParams(filter)).flatMap(([name, value]) =>
    value === null ? [] : [[name, value]],
  );
  expect(queueAddressOf(new URLSearchParams(params)).filter).toEqual(filter);
});

test("blank text narrows nothing down", () => {
  expect(isNarrowed(addressOf("text=%20%20").filter)).toBe(false);
  expect(isNarrowed(addressOf("device=LT-1").filter)).toBe(true);
});

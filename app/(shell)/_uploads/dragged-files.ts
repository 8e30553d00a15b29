export interface DraggedFiles {
  /** Files or folders; 0 where the browser does not say. */
  count: number;
  /** What all of them are, when no log can be among them: "A PDF". */
  refused: string | null;
}

/** Types that a browser knows by the name's ending and that are never logs. */
const REFUSED: readonly [RegExp, string][] = [
  [/^application\/pdf$/, "A PDF"],
  [/^image\//, "An image"],
  [/^(audio|video)\//, "A recording"],
  [/^font\//, "A font"],
];

/**
 * What is dragged over the window, before it is dropped: browsers tell the number of items and their types, not their
 * names. What is dropped all the same is looked at by its content.
 */
export function draggedFiles(items: ArrayLike<Pick<DataTransferItem, "type">>): DraggedFiles {
  const refusals = Array.from(items, ({ type }) => REFUSED.find(([pattern]) => pattern.test(type))?.[1] ?? null);
  const [first = null] = refusals;
  return { count: refusals.length, refused: refusals.includes(null) ? null : first };
}

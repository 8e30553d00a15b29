import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { csvFields, firstCsvRows } from "#lib/formats/text/csv-rows.ts";

const ENDING = "_2k.log_structured.csv";

export interface LabelledLines {
  name: string;
  lines: string[];
  /** The true kind of each line. */
  kinds: string[];
}

/** Every X_2k.log_structured.csv of a folder by name. Throws with a sentence when there is none or one is not right. */
export async function labelledLines(folder: string): Promise<LabelledLines[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(ENDING)).sort();
  if (files.length === 0) throw new Error(`${folder} holds no file *${ENDING}.`);
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), "utf8");
      const [heading = [], ...rows] = firstCsvRows(text, ",", Number.POSITIVE_INFINITY).map((row) =>
        csvFields(row, ","),
      );
      const content = heading.indexOf("Content");
      const kind = heading.indexOf("EventId");
      if (content === -1 || kind === -1) throw new Error(`${file} lacks the column Content or EventId.`);
      const whole = rows.filter((row) => row.length > Math.max(content, kind));
      if (whole.length === 0) throw new Error(`${file} holds no lines.`);
      return {
        name: file.slice(0, -ENDING.length),
        lines: whole.map((row) => row[content] ?? ""),
        kinds: whole.map((row) => row[kind] ?? ""),
      };
    }),
  );
}

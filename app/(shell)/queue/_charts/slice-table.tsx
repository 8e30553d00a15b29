import { LANES } from "#lib/model/log-file.ts";
import { valueText } from "./slice-facts.tsx";
import type { SeriesPoint } from "./slice-series.ts";

interface SliceTableProps {
  title: string;
  unit: string;
  points: SeriesPoint[];
  clock: (atMs: number) => string;
  format: (value: number) => string;
}

/** The chart's numbers for those who can't see it. */
export function SliceTable({ title, unit, points, clock, format }: SliceTableProps) {
  const filled = points.filter((point) => LANES.some((lane) => point[lane]));
  return (
    <div className="sr-only">
      <table>
        <caption>
          {title} ({unit}) by lane; times without any are left out
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">High</th>
            <th scope="col">Medium</th>
            <th scope="col">Low</th>
          </tr>
        </thead>
        <tbody>
          {filled.map((point) => (
            <tr key={point.atMs}>
              <th scope="row">{clock(point.atMs)}</th>
              {LANES.map((lane) => (
                <td key={lane}>{valueText(point[lane], format)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ARRIVING = [
  [20, 46],
  [58, 84],
  [84, 20],
  [112, 62],
  [142, 100],
  [166, 34],
  [196, 74],
  [226, 50],
  [222, 104],
] as const;

const LANES = [
  { label: "High", y: 24, xs: [300, 342, 384, 426, 468], fill: "fill-lane-high-mark" },
  { label: "Medium", y: 66, xs: [290, 324, 358], fill: "fill-lane-medium-mark" },
  { label: "Low", y: 108, xs: [272], fill: "fill-lane-low-mark" },
];

/** Files arrive mixed; the gate lets the urgent ones through first. */
export function GatePicture() {
  return (
    <svg
      viewBox="0 0 560 132"
      role="img"
      aria-label="Files arrive mixed; the gate lets the urgent ones through first"
      className="mb-3.5 h-auto w-[560px] max-w-full"
    >
      <path d="M268 24H500M268 66H500M268 108H500" className="stroke-border-strong" strokeWidth="1.5" />
      {ARRIVING.map(([x, y]) => (
        <rect
          key={`${x} ${y}`}
          x={x}
          y={y}
          width="13"
          height="16"
          rx="2.5"
          strokeWidth="1.5"
          className="fill-surface-1 stroke-border-control"
        />
      ))}
      <rect x="258" y="4" width="6" height="124" rx="2" className="fill-ink" />
      {LANES.map((lane) => (
        <g key={lane.label}>
          {lane.xs.map((x) => (
            <rect key={x} x={x} y={lane.y - 8} width="13" height="16" rx="2.5" className={lane.fill} />
          ))}
          <text x="510" y={lane.y + 4} fontSize="12" className="fill-text-2 font-medium">
            {lane.label}
          </text>
        </g>
      ))}
    </svg>
  );
}

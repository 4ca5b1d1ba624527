type SwatchProps = { color: string; dash?: string | undefined; opacity?: number | undefined };

/** The colour of a series next to its name: a square, or a piece of its line when that is dashed. */
export function Swatch({ color, dash, opacity }: SwatchProps) {
  return (
    <svg width="12" height="8" aria-hidden="true">
      <line
        x1={dash ? 0 : 2}
        x2={dash ? 12 : 10}
        y1="4"
        y2="4"
        stroke={color}
        strokeOpacity={opacity}
        strokeWidth={dash ? 2 : 8}
        {...(dash ? { strokeDasharray: dash } : {})}
        strokeLinecap="butt"
      />
    </svg>
  );
}

import type { LegendItem } from '@/lib/chart/scene-types';
import { Swatch } from './swatch';

type LegendProps = {
  items: readonly LegendItem[];
  hidden: ReadonlySet<string>;
  onToggle: (key: string, isOnly: boolean) => void;
};

/** One row of series names; a click hides or shows one, Alt or Shift with a click shows it alone. */
export function Legend({ items, hidden, onToggle }: LegendProps) {
  return (
    <ul className="sg-legend" aria-label="Series" title="Click hides a series, Alt-click shows it alone">
      {items.map(({ key, label, color, dash, opacity }) => (
        <li key={key}>
          <button
            type="button"
            aria-pressed={!hidden.has(key)}
            title={label}
            onClick={(event) => onToggle(key, event.altKey || event.shiftKey)}
          >
            <Swatch color={color} dash={dash} opacity={opacity} />
            <span>{label}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

import type { BacktestDays } from './use-backtest';

type Props = { days: BacktestDays; onChange: (days: BacktestDays) => void };

/** How far back one looks. */
export function DaysChoice({ days, onChange }: Props) {
  return (
    <div role="group" aria-label="How far back" className="inline-flex rounded-md border border-line-strong p-0.5">
      {([7, 30] as const).map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={days === value}
          onClick={() => onChange(value)}
          className="h-6.5 rounded-sm px-2.5 text-xs font-medium text-muted transition-colors hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
        >
          {value} days
        </button>
      ))}
    </div>
  );
}

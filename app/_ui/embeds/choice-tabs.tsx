import { cn } from '@/app/_ui/kit/class-names';

type Props<T extends string> = {
  label: string;
  choices: Readonly<Record<T, string>>;
  chosen: T;
  onChoose: (choice: T) => void;
};

/** A few choices of which one holds, side by side. */
export function ChoiceTabs<T extends string>({ label, choices, chosen, onChoose }: Props<T>) {
  return (
    <div role="group" aria-label={label} className="inline-flex shrink-0 rounded-md border border-line bg-sunken p-0.5">
      {(Object.entries(choices) as [T, string][]).map(([choice, words]) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === chosen}
          onClick={() => onChoose(choice)}
          className={cn(
            'h-6.5 rounded-sm px-2.5 text-xs font-medium',
            choice === chosen ? 'bg-surface text-ink shadow-card' : 'text-muted hover:text-ink',
          )}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

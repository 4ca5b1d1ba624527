type Props<T> = {
  legend: string;
  choices: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
};

/** A few short choices in a row, any number of them ticked. */
export function TickRow<T extends string | number>({ legend, choices, chosen, onChange }: Props<T>) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-1">
        {choices.map(({ value, label }) => (
          <label
            key={value}
            className="flex h-7 cursor-pointer items-center rounded-md border border-line px-2 text-xs text-muted select-none hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={chosen.includes(value)}
              onChange={() =>
                onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])
              }
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

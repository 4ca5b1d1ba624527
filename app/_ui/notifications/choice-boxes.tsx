type Choice = { value: string; label: string; hint?: string | undefined };
type Props = {
  legend: string;
  hint?: string | undefined;
  none?: string | undefined;
  choices: readonly Choice[];
  chosen: readonly string[];
  error?: string | undefined;
  onChange: (chosen: string[]) => void;
};

/** Several of a short list, each with a box to tick. */
export function ChoiceBoxes({ legend, hint, none, choices, chosen, error, onChange }: Props) {
  const toggle = (value: string): void =>
    onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <fieldset className="grid gap-1.5">
      <legend className="text-sm font-medium">{legend}</legend>
      {hint !== undefined && <p className="text-xs text-faint">{hint}</p>}
      {choices.length === 0 && none !== undefined && <p className="text-sm text-muted">{none}</p>}
      <div className="grid gap-1 sm:grid-cols-2">
        {choices.map(({ value, label, hint: about }) => (
          <label
            key={value}
            className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md border border-line px-2.5 py-1.5 text-sm hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            <span className="min-w-0 flex-1 truncate">{label}</span>
            {about !== undefined && <span className="truncate text-xs text-faint">{about}</span>}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}

import type { ConditionProps } from './condition-props';
import { SeveritySelect } from './severity-select';

/** Rows need no numbers: each that comes back fires, with its text columns as labels. */
export function RowFields({ condition, onChange }: ConditionProps<'row'>) {
  return (
    <div className="flex items-center justify-between gap-3 text-sm">
      <span className="text-muted">Each row fires as</span>
      <SeveritySelect
        name="Severity"
        value={condition.severity}
        onChange={(severity) => onChange({ ...condition, severity })}
      />
    </div>
  );
}

import { Select } from '@/app/_ui/kit/field';
import { severities, severityWords, type Severity } from '@/lib/model/severity';
import { SeverityMark } from '@/app/_ui/alerting/severity-mark';

type Props = {
  name: string;
  value: Severity;
  /** Those that other levels have already. */
  taken?: readonly Severity[];
  onChange: (severity: Severity) => void;
};

export function SeveritySelect({ name, value, taken = [], onChange }: Props) {
  return (
    <span className="flex items-center gap-1.5">
      <SeverityMark severity={value} isNamed={false} />
      <Select aria-label={name} value={value} onChange={(event) => onChange(event.target.value as Severity)}>
        {severities
          .filter((one) => one === value || !taken.includes(one))
          .map((one) => (
            <option key={one} value={one}>
              {severityWords[one]}
            </option>
          ))}
      </Select>
    </span>
  );
}

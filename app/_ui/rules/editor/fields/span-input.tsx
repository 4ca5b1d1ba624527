'use client';

import { useState } from 'react';
import { Input, Select } from '@/app/_ui/kit/field';
import { parseDuration, type DurationUnit } from '@/lib/time/duration';

type Props = {
  id: string;
  /** What the length is of, for the unit beside it. */
  name: string;
  /** `5m`, or `0s` where none is a choice. */
  value: string;
  units: readonly DurationUnit[];
  canBeZero?: boolean;
  isInvalid?: boolean;
  onChange: (value: string) => void;
};

const unitWords: Record<DurationUnit, string> = { s: 's', m: 'min', h: 'h', d: 'days', w: 'weeks' };

/** A length of time as a count and a unit. */
export function SpanInput({ id, name, value, units, canBeZero = false, isInvalid = false, onChange }: Props) {
  const parsed = parseDuration(value);
  /** What stands in the field while it is no length of time; and the unit of a zero, which has none of its own. */
  const [typed, setTyped] = useState<string | null>(null);
  const [idleUnit, setIdleUnit] = useState<DurationUnit>(units.includes('m') ? 'm' : (units[0] ?? 'm'));
  const unit = parsed?.unit ?? idleUnit;
  const shown = typed ?? String(parsed?.count ?? 0);
  const set = (text: string, to: DurationUnit): void => {
    const isFit = /^\d{1,5}$/.test(text.trim()) && (Number(text) > 0 || canBeZero);
    setTyped(isFit ? null : text);
    setIdleUnit(to);
    if (isFit) onChange(Number(text) === 0 ? '0s' : `${Number(text)}${to}`);
  };
  return (
    <div className="flex gap-1.5">
      <Input
        id={id}
        aria-label={name}
        inputMode="numeric"
        autoComplete="off"
        className="min-w-10 flex-1"
        value={shown}
        aria-invalid={typed !== null || isInvalid}
        onChange={(event) => set(event.target.value, unit)}
        onBlur={() => setTyped(null)}
      />
      <Select
        aria-label={`Unit of: ${name}`}
        className="w-auto min-w-17 shrink-0 pr-5"
        value={unit}
        onChange={(event) => set(shown, event.target.value as DurationUnit)}
      >
        {[...new Set([...units, unit])].map((one) => (
          <option key={one} value={one}>
            {unitWords[one]}
          </option>
        ))}
      </Select>
    </div>
  );
}

'use client';

import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/kit/button';
import type { FieldError } from '@/lib/errors/app-error';
import { severities, severityWords, type Severity } from '@/lib/model/severity';
import { faultAt } from '@/app/_ui/explore/edit';
import { SeveritySelect } from './severity-select';

type Props<L extends { severity: Severity }> = {
  levels: readonly L[];
  faults: readonly FieldError[];
  onChange: (levels: L[]) => void;
  /** A further level, made from the last one. */
  next: (last: L, severity: Severity) => L;
  children: (level: L, set: (level: L) => void, index: number) => ReactNode;
};

/** One entry per severity: a rule may warn at one value and call somebody at another. */
export function Levels<L extends { severity: Severity }>({ levels, faults, onChange, next, children }: Props<L>) {
  const taken = levels.map(({ severity }) => severity);
  const free = severities.find((severity) => !taken.includes(severity));
  const last = levels.at(-1);
  return (
    <div className="grid gap-3">
      {levels.map((level, index) => {
        const fault = faultAt(faults, `condition.levels.${index}`);
        const set = (changed: L): void => onChange(levels.map((one, at) => (at === index ? changed : one)));
        return (
          <div
            key={index}
            role="group"
            aria-label={`Level ${severityWords[level.severity]}`}
            className="grid gap-2 rounded-md border border-line bg-sunken/50 p-3"
          >
            <div className="flex items-center justify-between gap-2">
              <SeveritySelect
                name="Severity"
                value={level.severity}
                taken={taken}
                onChange={(severity) => set({ ...level, severity })}
              />
              {levels.length > 1 && (
                <Button
                  variant="quiet"
                  size="icon-sm"
                  aria-label={`Remove the level ${severityWords[level.severity]}`}
                  onClick={() => onChange(levels.filter((_, at) => at !== index))}
                >
                  <X aria-hidden />
                </Button>
              )}
            </div>
            {children(level, set, index)}
            {fault !== undefined && (
              <p role="alert" className="text-xs text-bad">
                {fault}
              </p>
            )}
          </div>
        );
      })}
      {free !== undefined && last && (
        <Button
          variant="quiet"
          size="sm"
          className="justify-self-start"
          onClick={() => onChange([...levels, next(last, free)])}
        >
          <Plus aria-hidden />
          Add a level
        </Button>
      )}
    </div>
  );
}

'use client';

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { choiceClass } from '@/app/_ui/kit/disclosure';
import { Popover } from '@/app/_ui/kit/popover';

export type Choice<T extends string> = { value: T; label: string; hint?: string };

type Props<T extends string> = {
  /** Names the button together with what is chosen. */
  title: string;
  label: ReactNode;
  buttonClass: string;
  choices: readonly Choice<T>[];
  chosen: T | undefined;
  onChoose: (value: T) => void;
  panelClass?: string;
};

/** One of a few choices from a short list. */
export function ChoicePicker<T extends string>(props: Props<T>) {
  const { title, label, buttonClass, choices, chosen, onChoose, panelClass = 'w-56' } = props;
  const words = choices.find(({ value }) => value === chosen)?.label ?? '';
  return (
    <Popover title={title} name={`${title}: ${words}`} {...{ label, buttonClass, panelClass }}>
      {(close) => (
        <ul>
          {choices.map(({ value, label: text, hint }) => (
            <li key={value}>
              <button
                type="button"
                aria-current={value === chosen}
                className={choiceClass}
                onClick={() => {
                  close();
                  onChoose(value);
                }}
              >
                <span className="flex-1">{text}</span>
                {hint !== undefined && <span className="text-xs text-faint">{hint}</span>}
                {value === chosen && <Check aria-hidden />}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

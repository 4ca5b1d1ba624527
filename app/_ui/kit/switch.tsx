'use client';

import { cn } from './class-names';

type Props = {
  isOn: boolean;
  onToggle: () => void;
  label: string;
  disabled?: boolean;
  title?: string | undefined;
};

/** On or off, at once. `label` says what of. */
export function Switch({ isOn, onToggle, label, disabled = false, title }: Props) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      title={title}
      disabled={disabled}
      onClick={onToggle}
      className={cn(
        'relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border transition-colors disabled:opacity-55',
        'before:absolute before:-inset-2 before:content-[""]',
        isOn ? 'border-accent bg-accent' : 'border-field bg-sunken',
      )}
    >
      <span
        aria-hidden
        className={cn(
          'size-3.5 rounded-full transition-transform',
          isOn ? 'translate-x-4.5 bg-on-accent' : 'translate-x-0.5 bg-field',
        )}
      />
    </button>
  );
}

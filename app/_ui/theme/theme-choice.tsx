'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { cn } from '@/app/_ui/kit/class-names';
import { applyTheme, currentTheme, watchTheme } from './apply-theme';
import { themes, type Theme } from './theme';

const looks = {
  system: { icon: Monitor, label: 'System' },
  light: { icon: Sun, label: 'Light' },
  dark: { icon: Moon, label: 'Dark' },
} as const;

/** Chooses the theme at once; the choice may also be made elsewhere, for example in the command palette. */
export function ThemeChoice({ initial }: { initial: Theme }) {
  const theme = useSyncExternalStore(watchTheme, currentTheme, () => initial);
  return (
    <div role="radiogroup" aria-label="Theme" className="grid grid-cols-3 gap-0.5 rounded-md bg-sunken p-0.5">
      {themes.map((option) => {
        const { icon: Icon, label } = looks[option];
        const isChosen = option === theme;
        return (
          <label
            key={option}
            className={cn(
              'flex h-7 cursor-pointer items-center justify-center gap-1.5 rounded-sm px-2 text-xs font-medium text-muted transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent',
              isChosen ? 'bg-surface text-ink shadow-card' : 'hover:text-ink',
            )}
          >
            <input
              type="radio"
              name="theme"
              value={option}
              checked={isChosen}
              onChange={() => applyTheme(option)}
              className="sr-only"
            />
            <Icon aria-hidden className="size-3.5" />
            {label}
          </label>
        );
      })}
    </div>
  );
}

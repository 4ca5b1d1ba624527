'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { cn } from '@/app/_ui/kit/class-names';
import { themeCookie, themes, type Theme } from './theme';

const looks = {
  system: { icon: Monitor, label: 'System' },
  light: { icon: Sun, label: 'Light' },
  dark: { icon: Moon, label: 'Dark' },
} as const;

/** Chooses the theme at once and remembers it in a cookie, from which the server renders the next page without a flash. */
export function ThemeChoice({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const choose = (next: Theme): void => {
    setTheme(next);
    applyTheme(next);
  };
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
              onChange={() => choose(option)}
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

function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  const age = theme === 'system' ? 0 : 31_536_000;
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${age}; samesite=lax`;
}

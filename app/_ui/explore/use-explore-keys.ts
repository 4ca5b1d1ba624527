'use client';

import { useEffect } from 'react';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import { rangePresets } from '@/lib/dashboards/view/range-presets';
import { withRange } from './view-controls';

const typing = 'input, select, textarea, [contenteditable], [role="dialog"]';

/** Single keys choose ranges, as on the overview; `/` opens the search for the event. */
export function useExploreKeys(question: Question, change: (question: Question) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      if (event.key === '/') {
        event.preventDefault();
        document.querySelector<HTMLElement>('[data-search] button')?.click();
        return;
      }
      const preset = rangePresets.find(({ key }) => key === event.key.toLowerCase());
      if (!preset) return;
      event.preventDefault();
      change(withRange(question, { last: preset.last }));
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [question, change]);
}

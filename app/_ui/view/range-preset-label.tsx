import { Check } from 'lucide-react';
import type { rangePresets } from '@/lib/dashboards/view/range-presets';

type Props = { preset: (typeof rangePresets)[number]; isChosen: boolean };

/** What a menu of ranges says of one of them: its name, and its key or that it is the chosen one. */
export function RangePresetLabel({ preset: { label, key }, isChosen }: Props) {
  return (
    <>
      <span className="flex-1">{label.replace('minutes', 'min')}</span>
      {isChosen ? <Check aria-hidden /> : <kbd className="hidden font-mono text-2xs text-faint sm:inline">{key}</kbd>}
    </>
  );
}

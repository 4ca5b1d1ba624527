'use client';

import { usePathname } from 'next/navigation';
import { Dialog } from '@/app/_ui/kit/dialog';
import { rangePresets } from '@/lib/dashboards/view/range-presets';

type Keys = { name: string; keys: readonly (readonly [key: string, what: string])[] };

const everywhere: Keys = {
  name: 'Everywhere',
  keys: [
    ['Ctrl K', 'Search and commands'],
    ['?', 'This list'],
    ['Esc', 'Close what is open'],
  ],
};
const ranges: Keys = { name: 'Range', keys: rangePresets.map(({ key, label }) => [key.toUpperCase(), label]) };
const exploring: Keys = {
  name: 'Explore',
  keys: [
    ['/', 'Choose the event'],
    ['Enter', 'Take what is marked in a list'],
    ['↑ ↓', 'Move in a list'],
  ],
};

const listing: Keys = {
  name: 'Incidents',
  keys: [
    ['J K', 'Next and previous'],
    ['Enter', 'Open'],
    ['A', 'Acknowledge'],
  ],
};
const handling: Keys = {
  name: 'Incident',
  keys: [
    ['A', 'Acknowledge'],
    ['S', 'Snooze for an hour'],
    ['R', 'Resolve'],
    ['C', 'Comment'],
  ],
};

/** The keys of the page that is open. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const pathname = usePathname();
  const isExplore = pathname === '/explore';
  const isIncident = pathname.startsWith('/incidents/');
  const own = isExplore ? [exploring] : pathname === '/incidents' ? [listing] : isIncident ? [handling] : [];
  const hasRanges = isExplore || pathname === '/overview' || pathname.startsWith('/dashboards/');
  const shown = [everywhere, ...own, ...(hasRanges ? [ranges] : [])];
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="Keyboard shortcuts" className="sm:max-w-xl">
      <div className="mt-4 columns-1 gap-8 sm:columns-2">
        {shown.map(({ name, keys }) => (
          <section key={name} className="mb-4 break-inside-avoid">
            <h3 className="mb-1.5 text-xs font-medium text-faint">{name}</h3>
            <dl className="grid grid-cols-[4rem_minmax(0,1fr)] items-center gap-y-1.5 text-sm">
              {keys.map(([key, what]) => (
                <div key={key} className="contents">
                  <dt>
                    <kbd className="rounded-sm border border-line bg-sunken px-1.5 py-0.5 font-mono text-xs">{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

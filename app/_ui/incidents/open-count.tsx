'use client';

import { useEffect } from 'react';
import { useOpenIncidents } from '@/app/_data/incidents/incident-feed';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { cn } from '@/app/_ui/kit/class-names';
import { highestSeverity } from '@/lib/model/severity';

/** How many incidents are open, in the colour of the worst, beside their name in the navigation; nothing when all is quiet. */
export function OpenCount({ className }: { className?: string }) {
  const open = Object.values(useOpenIncidents());
  const worst = highestSeverity(open);
  if (worst === null) return null;
  const { fill, word } = severityLooks[worst];
  return (
    <span
      data-open-incidents={open.length}
      data-severity={worst}
      className={cn(
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full px-1 text-2xs font-semibold tabular-nums',
        fill,
        className,
      )}
    >
      {open.length > 99 ? '99+' : open.length}
      <span className="sr-only"> open, the worst is {word.toLowerCase()}</span>
    </span>
  );
}

const counted = /^\(\d+\+?\) /;

/** Says the number in the title too, so that it is seen in a tab that is not in front. Pages go on setting their own titles. */
export function TitleCount() {
  const count = Object.keys(useOpenIncidents()).length;
  useEffect(() => {
    const write = (): void => {
      const bare = document.title.replace(counted, '');
      const wanted = count === 0 ? bare : `(${count > 99 ? '99+' : count}) ${bare}`;
      if (document.title !== wanted) document.title = wanted;
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
  return null;
}

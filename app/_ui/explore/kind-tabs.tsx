'use client';

import { Database } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, type MouseEvent } from 'react';
import { kindIcons } from '@/app/_ui/saved-charts/kind-icons';
import { exploreKinds, kindLabels, type ExploreKind } from '@/lib/dashboards/explore/explore-kinds';

const tabClass =
  'flex h-9 items-center gap-1.5 rounded-md px-2.5 text-sm font-medium whitespace-nowrap text-muted transition-colors ' +
  'hover:bg-hover hover:text-ink aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent-strong [&_svg]:size-4';

type Props = { kind: ExploreKind; hrefOf: (kind: ExploreKind) => string; onChoose: (kind: ExploreKind) => void };

/** The kinds of question. Each is a link to this question in that kind, so it opens in a new tab and without script. */
export function KindTabs({ kind, hrefOf, onChoose }: Props) {
  const list = useRef<HTMLUListElement>(null);
  // On a phone the chosen one may be beyond the edge.
  useEffect(() => {
    const chosen = list.current?.querySelector('[aria-current="true"]');
    chosen?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [kind]);
  return (
    <nav aria-label="Kind of question" className="scroll-quiet -mx-3 overflow-x-auto px-3 pb-1 sm:mx-0 sm:px-0">
      <ul ref={list} className="flex gap-0.5">
        {exploreKinds.map((each) => {
          const Icon = kindIcons[each];
          const choose = (event: MouseEvent): void => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            onChoose(each);
          };
          return (
            <li key={each}>
              <a href={hrefOf(each)} aria-current={each === kind} onClick={choose} className={tabClass}>
                <Icon aria-hidden strokeWidth={1.85} />
                {kindLabels[each]}
              </a>
            </li>
          );
        })}
        <li>
          <Link href="/sql" prefetch={false} className={tabClass}>
            <Database aria-hidden strokeWidth={1.85} />
            SQL
          </Link>
        </li>
      </ul>
    </nav>
  );
}

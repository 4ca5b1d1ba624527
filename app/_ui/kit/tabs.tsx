'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

type Props = { label: string; tabs: { id: string; label: string; content: ReactNode }[] };

export function Tabs({ label, tabs }: Props) {
  const first = tabs[0];
  if (!first) return null;
  return (
    <Radix.Root defaultValue={first.id}>
      <Radix.List aria-label={label} className="scroll-quiet flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className="-mb-px h-9 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="pt-3">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** What is seldom changed, behind its title. */
export function Disclosed({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details open={isOpen} className="group rounded-md">
      <summary className="flex items-center gap-1.5 rounded-sm py-1 text-sm font-medium text-muted hover:text-ink">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="grid gap-3 pt-2">{children}</div>
    </details>
  );
}

'use client';

import { lazy, Suspense, useState } from 'react';
import type { TableModel } from '@/lib/chart/table-model';

const NumbersDialog = lazy(() => import('./numbers-dialog').then((module) => ({ default: module.NumbersDialog })));

type Props = { title: string; modelOf: () => TableModel };

/** Opens the numbers of a picture as a table. It is there for keyboards and screen readers, and seen when it has the focus. */
export function ChartNumbers({ title, modelOf }: Props) {
  const [model, setModel] = useState<TableModel | null>(null);
  return (
    <>
      <button type="button" className="sg-numbers" aria-haspopup="dialog" onClick={() => setModel(modelOf())}>
        Show the numbers<span className="sr-only"> of {title}</span>
      </button>
      {model && (
        <Suspense fallback={null}>
          <NumbersDialog model={model} onClose={() => setModel(null)} />
        </Suspense>
      )}
    </>
  );
}

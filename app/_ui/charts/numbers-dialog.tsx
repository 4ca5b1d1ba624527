'use client';

import { Dialog } from '@/app/_ui/kit/dialog';
import type { TableModel } from '@/lib/chart/table-model';
import { TableChart } from './table-chart';

/** The numbers of a chart as they were when somebody asked. */
export function NumbersDialog({ model, onClose }: { model: TableModel; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={model.title}
      description="The chart in numbers."
      className="sm:max-w-2xl"
    >
      <div className="mt-3">
        <TableChart model={model} height={480} />
      </div>
    </Dialog>
  );
}

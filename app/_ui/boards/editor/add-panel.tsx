'use client';

import { Dialog } from '@/app/_ui/kit/dialog';
import { Tabs } from '@/app/_ui/kit/tabs';
import type { AddPanelProps } from './add-panel-props';
import { AddQuick } from './add-quick';
import { AddSaved } from './add-saved';
import { AddText } from './add-text';

/** Adds a panel: by a few choices, from a saved chart, from Explore, or a text. */
export function AddPanel(props: AddPanelProps) {
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && props.onClose()} title="Add a panel" className="sm:max-w-xl">
      <div className="mt-3">
        <Tabs
          label="What to add"
          tabs={[
            { id: 'chart', label: 'Chart', content: <AddQuick {...props} /> },
            { id: 'saved', label: 'Saved chart', content: <AddSaved {...props} /> },
            { id: 'text', label: 'Text', content: <AddText {...props} /> },
          ]}
        />
      </div>
    </Dialog>
  );
}

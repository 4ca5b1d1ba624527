'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import type { ChartPanel, DashboardDoc, DashboardPanel, TextPanel } from '@/lib/model/dashboard';
import { ChartFields } from './chart-fields';
import { QuestionFields, useQuestion } from './question-fields';
import { TextFields } from './text-fields';

export type PanelDialogProps<P extends DashboardPanel = DashboardPanel> = {
  panel: P;
  doc: DashboardDoc;
  workspace: string;
  boardId: string;
  onApply: (panel: DashboardPanel) => void;
  onClose: () => void;
};

/** Changes a panel of the draft: how it is called, drawn and timed, and what it asks. */
export function PanelDialog(props: PanelDialogProps) {
  const { panel } = props;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={panel.type === 'text' ? 'Edit the text' : 'Edit the panel'}
      className="sm:max-w-2xl"
    >
      {panel.type === 'text' ? <TextForm {...props} panel={panel} /> : <ChartForm {...props} panel={panel} />}
    </Dialog>
  );
}

function TextForm({ panel, onApply, onClose }: PanelDialogProps<TextPanel>) {
  const [title, setTitle] = useState(panel.title);
  const [markdown, setMarkdown] = useState(panel.markdown);
  return (
    <form
      className="mt-4 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onApply({ ...panel, title: title.trim(), markdown });
      }}
    >
      <TextFields {...{ title, markdown }} onTitle={setTitle} onMarkdown={setMarkdown} />
      <Buttons onClose={onClose} />
    </form>
  );
}

function ChartForm({ panel, doc, workspace, boardId, onApply, onClose }: PanelDialogProps<ChartPanel>) {
  const [draft, setDraft] = useState(panel);
  const question = useQuestion(draft, workspace);
  const apply = async (): Promise<void> => {
    const checked = await question.check();
    if (checked) onApply({ ...checked, title: checked.title.trim() });
  };
  return (
    <form
      className="mt-4 grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <ChartFields panel={draft} doc={doc} onChange={setDraft} />
      <QuestionFields panel={draft} question={question} workspace={workspace} boardId={boardId} />
      <Buttons onClose={onClose} isBusy={question.isBusy} />
    </form>
  );
}

function Buttons({ onClose, isBusy = false }: { onClose: () => void; isBusy?: boolean }) {
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" variant="primary" disabled={isBusy} aria-busy={isBusy}>
        Apply
      </Button>
    </div>
  );
}

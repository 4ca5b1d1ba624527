'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { textLayout } from '@/lib/dashboards/board/edit-board';
import type { AddPanelProps } from './add-panel-props';
import { TextFields } from './text-fields';

export function AddText({ doc, onAdd }: AddPanelProps) {
  const [title, setTitle] = useState('');
  const [markdown, setMarkdown] = useState('');
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ type: 'text', id: 'text', layout: textLayout(doc), title: title.trim(), markdown });
      }}
    >
      <TextFields {...{ title, markdown }} onTitle={setTitle} onMarkdown={setMarkdown} />
      <Button type="submit" variant="primary" className="justify-self-end" disabled={markdown.trim() === ''}>
        Add the panel
      </Button>
    </form>
  );
}

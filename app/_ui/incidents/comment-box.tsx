'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Textarea } from '@/app/_ui/kit/textarea';

export const commentBoxId = 'incident-comment';

type Props = {
  /** Resolves to whether it was kept. */
  onComment: (text: string) => Promise<boolean>;
};

/** A line until somebody writes; what could not be sent stays in it. */
export function CommentBox({ onComment }: Props) {
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    if (text.trim() === '' || isBusy) return;
    setBusy(true);
    if (await onComment(text.trim())) setText('');
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        id={commentBoxId}
        aria-label="Comment"
        placeholder="What do you see? Markdown works."
        rows={text === '' ? 1 : Math.min(12, Math.max(3, text.split('\n').length))}
        maxLength={10_000}
        value={text}
        disabled={isBusy}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        }}
        className="max-lg:text-base"
      />
      {text !== '' && (
        <div className="mt-1.5 flex items-center justify-end gap-3">
          <span className="text-xs text-faint max-sm:hidden">Ctrl Enter</span>
          <Button
            type="submit"
            variant="primary"
            size="sm"
            aria-busy={isBusy}
            disabled={isBusy}
            className="max-sm:h-10"
          >
            Comment
          </Button>
        </div>
      )}
    </form>
  );
}

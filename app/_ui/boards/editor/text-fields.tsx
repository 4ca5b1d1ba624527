'use client';

import { Field, Input } from '@/app/_ui/kit/field';
import { Textarea } from '@/app/_ui/kit/textarea';

type Props = {
  title: string;
  markdown: string;
  onTitle: (title: string) => void;
  onMarkdown: (markdown: string) => void;
};

export function TextFields({ title, markdown, onTitle, onMarkdown }: Props) {
  return (
    <>
      <Field label="Title" htmlFor="text-title" hint="Without one the text stands alone.">
        <Input
          id="text-title"
          value={title}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => onTitle(event.target.value)}
        />
      </Field>
      <Field
        label="Text"
        htmlFor="text-markdown"
        hint="Markdown: **bold**, # heading, - list, [link](https://…). $name stands for what is chosen of a variable."
      >
        <Textarea
          id="text-markdown"
          rows={8}
          maxLength={20_000}
          value={markdown}
          onChange={(event) => onMarkdown(event.target.value)}
        />
      </Field>
    </>
  );
}

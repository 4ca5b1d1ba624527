import { FileUp } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Field } from '@/app/_ui/kit/field';
import { Textarea } from '@/app/_ui/kit/textarea';

type Props = {
  isBusy: boolean;
  /** What is wrong with the last one, shown above the button. */
  fault?: ReactNode;
  /** `name` is that of the file; empty for text that was pasted. */
  onImport: (text: string, name: string) => void;
};

/** Takes a document from a file or as text. */
export function ImportForm({ isBusy, fault, onImport }: Props) {
  const id = useId();
  const [{ text, name }, setFile] = useState({ text: '', name: '' });
  const read = async (file: File | undefined): Promise<void> => {
    if (file) setFile({ text: await file.text(), name: file.name });
  };
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onImport(text, name);
      }}
    >
      <label className="flex cursor-pointer items-center justify-center gap-2 rounded-md border border-dashed border-field px-3 py-4 text-sm text-muted hover:bg-hover focus-within:outline-2 focus-within:outline-accent">
        <FileUp aria-hidden className="size-4" />
        {name === '' ? 'Choose a JSON or YAML file' : name}
        <input
          type="file"
          accept=".json,.yaml,.yml,application/json"
          className="sr-only"
          onChange={(event) => void read(event.target.files?.[0])}
        />
      </label>
      <Field label="or paste it" htmlFor={id}>
        <Textarea
          id={id}
          rows={8}
          spellCheck={false}
          className="font-mono text-xs"
          value={text}
          onChange={(event) => setFile({ text: event.target.value, name: '' })}
        />
      </Field>
      {fault}
      <Button
        type="submit"
        variant="primary"
        className="justify-self-end"
        disabled={isBusy || text.trim() === ''}
        aria-busy={isBusy}
      >
        Import
      </Button>
    </form>
  );
}

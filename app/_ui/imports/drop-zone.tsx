'use client';

import { FileUp } from 'lucide-react';
import { useId, useState, type DragEvent } from 'react';
import { cn } from '@/app/_ui/kit/class-names';

type Props = { onFile: (file: File) => void; isCompact: boolean };

/** A file dropped here or chosen: the whole area is the label of the file input, so that keyboard and touch work as well. */
export function DropZone({ onFile, isCompact }: Props) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'flex cursor-pointer flex-col items-center gap-1 rounded-lg border-2 border-dashed border-line-strong bg-surface px-6 text-center transition-colors',
        'focus-within:border-accent hover:border-field hover:bg-hover',
        isCompact ? 'py-5' : 'py-12',
        isOver && 'border-accent bg-accent-soft',
      )}
    >
      <FileUp aria-hidden className="mb-1 size-6 text-faint" strokeWidth={1.75} />
      <span className="text-sm font-medium">Drop a file here, or choose one</span>
      <span className="max-w-md text-sm text-muted">
        CSV, NDJSON, Parquet, or an Apache or nginx access log, gzipped or not. You see how it is understood before
        anything is loaded.
      </span>
      <input
        id={id}
        type="file"
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </label>
  );
}

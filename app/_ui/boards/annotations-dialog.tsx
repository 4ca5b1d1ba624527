'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { formatBucket } from '@/lib/chart/format-time';
import type { Annotation } from '@/lib/model/annotation';
import { instantOf, wallOf } from '@/lib/time/zone';
import { removeAnnotation, saveAnnotation, type AnnotationFields } from './board-calls';

export type AnnotationsDialogProps = {
  place: { workspace: string };
  boardId: string;
  /** Those of the range that is shown. */
  annotations: readonly Annotation[];
  timezone: string;
  now: number;
  /** The time that a new one begins with, Unix ms; now when absent. */
  at?: number | undefined;
  onClose: () => void;
};

/** Annotations of the range: a form for a new or chosen one, and the list of all. */
export function AnnotationsDialog(props: AnnotationsDialogProps) {
  const { place, annotations, timezone, now, at, onClose } = props;
  const router = useRouter();
  const [edited, setEdited] = useState<Annotation | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setFault(null);
    try {
      await work();
      setEdited(null);
      router.refresh();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={edited ? 'Change the annotation' : 'Annotate'}
      description="It is drawn on every chart over time."
      className="sm:max-w-lg"
    >
      {fault !== null && (
        <Notice tone="bad" className="mt-3">
          {fault}
        </Notice>
      )}
      <AnnotationForm
        key={edited?.id ?? 'new'}
        annotation={edited}
        at={at ?? now}
        boardId={props.boardId}
        timezone={timezone}
        onSave={(fields) => void attempt(() => saveAnnotation(place.workspace, edited?.id ?? null, fields))}
        onCancel={edited ? () => setEdited(null) : onClose}
      />
      {annotations.length > 0 && (
        <AnnotationList
          annotations={annotations}
          timezone={timezone}
          onEdit={setEdited}
          onRemove={({ id }) => void attempt(() => removeAnnotation(place.workspace, id))}
        />
      )}
    </Dialog>
  );
}

type ListProps = Pick<AnnotationsDialogProps, 'annotations' | 'timezone'> & {
  onEdit: (annotation: Annotation) => void;
  onRemove: (annotation: Annotation) => void;
};

function AnnotationList({ annotations, timezone, onEdit, onRemove }: ListProps) {
  return (
    <>
      <h3 className="mt-5 text-sm font-medium">In this range</h3>
      <ul className="mt-1 grid">
        {annotations.map((annotation) => (
          <li key={annotation.id} className="flex items-start gap-2 border-t border-line py-2 first:border-0">
            <div className="min-w-0 flex-1">
              <p className="break-words">{annotation.text}</p>
              <p className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
                {formatBucket(annotation.at, '1m', timezone)}
                {annotation.until !== null && ` to ${formatBucket(annotation.until, '1m', timezone)}`}
                {annotation.dashboardId === null && <Badge>All dashboards</Badge>}
                {annotation.tags.map((tag) => (
                  <Badge key={tag} tone="accent">
                    {tag}
                  </Badge>
                ))}
              </p>
            </div>
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={`Change "${annotation.text}"`}
              onClick={() => onEdit(annotation)}
            >
              <Pencil aria-hidden />
            </Button>
            <Button
              variant="danger-quiet"
              size="icon-sm"
              aria-label={`Remove "${annotation.text}"`}
              onClick={() => onRemove(annotation)}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

type FormProps = {
  annotation: Annotation | null;
  at: number;
  boardId: string;
  timezone: string;
  onSave: (fields: AnnotationFields) => void;
  onCancel: () => void;
};

function AnnotationForm({ annotation, at, boardId, timezone, onSave, onCancel }: FormProps) {
  return (
    <form
      className="mt-4 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(fieldsOf(new FormData(event.currentTarget), { timezone, boardId }));
      }}
    >
      <Field label="What happened" htmlFor="annotation-text">
        <Input
          id="annotation-text"
          name="text"
          required
          autoFocus
          maxLength={1_000}
          autoComplete="off"
          placeholder="Version 2.4 released"
          defaultValue={annotation?.text}
        />
      </Field>
      <Times {...{ annotation, at, timezone }} />
      <Field label="Tags" htmlFor="annotation-tags" hint="Separated by commas">
        <Input
          id="annotation-tags"
          name="tags"
          autoComplete="off"
          placeholder="release, web"
          defaultValue={annotation?.tags.join(', ')}
        />
      </Field>
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" name="only" defaultChecked={annotation !== null && annotation.dashboardId !== null} />
        On this dashboard only
      </label>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{annotation ? 'Cancel' : 'Close'}</Button>
        <Button type="submit" variant="primary">
          {annotation ? 'Change' : 'Add the annotation'}
        </Button>
      </div>
    </form>
  );
}

function Times({ annotation, at, timezone }: Pick<FormProps, 'annotation' | 'at' | 'timezone'>) {
  const written = (instant: number): string => new Date(wallOf(timezone, instant)).toISOString().slice(0, 16);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="When" htmlFor="annotation-at" hint={`Times in ${timezone}`}>
        <Input
          id="annotation-at"
          name="at"
          type="datetime-local"
          required
          defaultValue={written(annotation?.at ?? at)}
        />
      </Field>
      <Field label="Until" htmlFor="annotation-until" hint="For a stretch of time">
        <Input
          id="annotation-until"
          name="until"
          type="datetime-local"
          defaultValue={annotation?.until ? written(annotation.until) : undefined}
        />
      </Field>
    </div>
  );
}

/** Times of the form are read on the dashboard's clock. */
function fieldsOf(data: FormData, { timezone, boardId }: { timezone: string; boardId: string }): AnnotationFields {
  const text = (name: string): string => (data.get(name) as string | null)?.trim() ?? '';
  const instant = (name: string): number => instantOf(timezone, Date.parse(`${text(name)}Z`));
  const tags = text('tags').split(',');
  return {
    at: instant('at'),
    ...(text('until') !== '' && { until: instant('until') }),
    text: text('text'),
    tags: [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))],
    ...(data.get('only') !== null && { dashboardId: boardId }),
  };
}

'use client';

import { Copy, Trash2 } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';
import { Field } from '@/app/_ui/kit/field';
import { measureWords } from '@/lib/dashboards/explore/explore-words';
import type { Measure } from '@/lib/model/measure';
import { OwnFilters } from './own-filters';
import type { MeasureProps } from './measure-props';
import { TransformField } from './transform-field';
import { TypedInput } from './typed-input';

/** What is seldom needed of a measure: own filters, a name, a transform, and whether it is drawn. */
export function MeasureMenu({ close, ...props }: MeasureProps & { close: () => void }) {
  const { measure, letter, canHide = false, canTransform = false, onChange, onCopy, onRemove } = props;

  const id = `measure-${letter ?? ''}`;
  return (
    <div className="grid gap-3">
      <OwnFilters of={measure} onChange={(next, typing) => onChange(withWhere(measure, next), typing)} />
      <Field label="Name" htmlFor={`${id}-label`}>
        <TypedInput
          id={`${id}-label`}
          maxLength={120}
          placeholder={measureWords(withLabel(measure, ''))}
          value={measure.label ?? ''}
          onCommit={(text) => onChange(withLabel(measure, text), `${id}-label`)}
        />
      </Field>
      {canTransform && (
        <TransformField
          id={`${id}-transform`}
          transform={measure.transform}
          onChange={(transform) => {
            const { transform: _, ...plain } = measure;
            onChange(transform === undefined ? plain : { ...plain, transform });
          }}
        />
      )}
      {canHide && <HideField measure={measure} onChange={onChange} />}
      <Footer {...{ close, onCopy, onRemove }} />
    </div>
  );
}

type FooterProps = Pick<MeasureProps, 'onCopy' | 'onRemove'> & { close: () => void };

function Footer({ close, onCopy, onRemove }: FooterProps) {
  if (!onCopy && !onRemove) return null;
  return (
    <div className="flex justify-between border-t border-line pt-2">
      {onCopy && (
        <Button size="sm" variant="quiet" onClick={() => (close(), onCopy())}>
          <Copy aria-hidden />
          Copy
        </Button>
      )}
      {onRemove && (
        <Button size="sm" variant="danger-quiet" onClick={() => (close(), onRemove())}>
          <Trash2 aria-hidden />
          Remove
        </Button>
      )}
    </div>
  );
}

function HideField({ measure, onChange }: { measure: Measure; onChange: (measure: Measure) => void }) {
  const { hidden: isHidden = false, ...shown } = measure;
  return (
    <label className="flex items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={isHidden}
        onChange={(event) => onChange(event.target.checked ? { ...shown, hidden: true } : shown)}
      />
      Only for formulas, not drawn
    </label>
  );
}

function withWhere({ where: _, ...measure }: Measure, where: NonNullable<Measure['where']>): Measure {
  return where.length > 0 ? { ...measure, where } : measure;
}

function withLabel({ label: _, ...measure }: Measure, label: string): Measure {
  return label === '' ? measure : { ...measure, label };
}

'use client';

import { EllipsisVertical } from 'lucide-react';
import { useId } from 'react';
import { Field } from '@/app/_ui/kit/field';
import { Popover } from '@/app/_ui/kit/popover';
import type { Formula } from '@/lib/model/measure';
import { iconSegment, Letter, RemoveSegment, Token } from './token';
import { TransformField } from './transform-field';
import { TypedInput } from './typed-input';

type Props = {
  formula: Formula;
  letter: string;
  /** What is wrong with it, said right below. */
  fault: string | undefined;
  canTransform: boolean;
  onChange: (formula: Formula, typing?: string) => void;
  onRemove: () => void;
};

/** Arithmetic on the measures before it, typed in place. */
export function FormulaToken({ formula, letter, fault, canTransform, onChange, onRemove }: Props) {
  const id = useId();
  const name = `Formula ${letter}`;
  return (
    <div className="grid gap-0.5">
      <Token aria-label={name} isInvalid={fault !== undefined}>
        <Letter>{letter}</Letter>
        <TypedInput
          aria-label={name}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : `${id}-fault`}
          spellCheck={false}
          maxLength={200}
          className="h-full w-36 rounded-none border-0 bg-transparent font-mono text-xs shadow-none"
          value={formula.formula}
          onCommit={(text) => {
            if (text !== '') onChange({ ...formula, formula: text }, name);
          }}
        />
        <Popover
          title={`More about ${name}`}
          name={`More about ${name}`}
          label={<EllipsisVertical aria-hidden className="size-3.5" />}
          buttonClass={`${iconSegment} h-full`}
          panelClass="w-72 p-3"
        >
          {() => <FormulaMenu {...{ id, formula, canTransform, onChange }} />}
        </Popover>
        <RemoveSegment what={name} onClick={onRemove} />
      </Token>
      {fault !== undefined && (
        <p role="alert" id={`${id}-fault`} className="text-xs text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}

type MenuProps = Pick<Props, 'formula' | 'canTransform' | 'onChange'> & { id: string };

function FormulaMenu({ id, formula, canTransform, onChange }: MenuProps) {
  const { label, transform, ...plain } = formula;
  return (
    <div className="grid gap-3">
      <p className="text-xs text-muted">
        Letters are the measures. Use + - * / and brackets, for example <code className="font-mono">A / B * 100</code>.
      </p>
      <Field label="Name" htmlFor={`${id}-label`}>
        <TypedInput
          id={`${id}-label`}
          maxLength={120}
          placeholder={plain.formula}
          value={label ?? ''}
          onCommit={(text) =>
            onChange({ ...plain, ...(transform && { transform }), ...(text !== '' && { label: text }) }, `${id}-label`)
          }
        />
      </Field>
      {canTransform && (
        <TransformField
          id={`${id}-transform`}
          transform={transform}
          onChange={(next) =>
            onChange({ ...plain, ...(label !== undefined && { label }), ...(next && { transform: next }) })
          }
        />
      )}
    </div>
  );
}

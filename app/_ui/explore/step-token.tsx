'use client';

import { ChevronLeft, ChevronRight, EllipsisVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Field } from '@/app/_ui/kit/field';
import { Popover } from '@/app/_ui/kit/popover';
import { filterPhrase, stepWords } from '@/lib/dashboards/explore/explore-words';
import type { Step } from '@/lib/model/journey-spec';
import { EventPicker } from './event-picker';
import { OwnFilters } from './own-filters';
import { iconSegment, Letter, RemoveSegment, segmentClass, Token } from './token';
import { TypedInput } from './typed-input';

type Props = {
  step: Step;
  /** Its place among the steps, or none where there is only one. */
  place?: ReactNode;
  name: string;
  isInvalid?: boolean;
  isMain?: boolean;
  onChange: (step: Step, typing?: string) => void;
  onMove?: { back: (() => void) | undefined; on: (() => void) | undefined };
  onRemove?: (() => void) | undefined;
};

/** What somebody does: an event, with filters of its own. */
export function StepToken({ step, place, name, isInvalid = false, isMain = false, onChange, onMove, onRemove }: Props) {
  const { event, where = [] } = step;
  return (
    <Token aria-label={`${name}: ${stepWords(step)}`} isInvalid={isInvalid}>
      {place !== undefined && <Letter>{place}</Letter>}
      <EventPicker
        event={event}
        isMain={isMain}
        hasAny={where.length > 0}
        buttonClass={segmentClass}
        onChoose={(next) => onChange(withEvent(step, next))}
      />
      {where.length > 0 && (
        <span className="hidden max-w-40 self-center truncate px-2 text-xs text-muted sm:block">
          {where.map(filterPhrase).join(' and ')}
        </span>
      )}
      <Popover
        title={`More about ${name}`}
        name={`More about ${name}`}
        label={<EllipsisVertical aria-hidden className="size-3.5" />}
        buttonClass={`${iconSegment} h-full`}
        panelClass="w-80 p-3"
      >
        {() => <StepMenu {...{ step, name, onChange }} {...(onMove && { onMove })} />}
      </Popover>
      {onRemove && <RemoveSegment what={`${name}: ${stepWords(step)}`} onClick={onRemove} />}
    </Token>
  );
}

function StepMenu({ step, name, onChange, onMove }: Pick<Props, 'step' | 'name' | 'onChange' | 'onMove'>) {
  const { event, label } = step;
  const id = `label-${name.replaceAll(' ', '-')}`;
  return (
    <div className="grid gap-3">
      <OwnFilters of={step} onChange={(next, typing) => onChange(withWhere(step, next), typing)} />
      <Field label="Name" htmlFor={id}>
        <TypedInput
          id={id}
          maxLength={120}
          placeholder={event ?? ''}
          value={label ?? ''}
          onCommit={(text) => onChange(withLabel(step, text), id)}
        />
      </Field>
      {onMove && (
        <div className="flex justify-between border-t border-line pt-2">
          <Button size="sm" variant="quiet" disabled={!onMove.back} onClick={onMove.back}>
            <ChevronLeft aria-hidden />
            Earlier
          </Button>
          <Button size="sm" variant="quiet" disabled={!onMove.on} onClick={onMove.on}>
            Later
            <ChevronRight aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}

function withEvent({ event: _, ...step }: Step, event: string | undefined): Step {
  return event === undefined ? step : { ...step, event };
}

/** A step needs an event or a filter, so the last filter of a step without event stays. */
function withWhere(step: Step, where: NonNullable<Step['where']>): Step {
  const { where: _, ...rest } = step;
  if (where.length > 0) return { ...rest, where };
  return step.event === undefined ? step : rest;
}

function withLabel({ label: _, ...step }: Step, label: string): Step {
  return label === '' ? step : { ...step, label };
}

'use client';

import { EllipsisVertical, EyeOff } from 'lucide-react';
import { OptionList } from '@/app/_ui/kit/option-list';
import { Popover } from '@/app/_ui/kit/popover';
import { aggregateWords, filterPhrase, measureWords } from '@/lib/dashboards/explore/explore-words';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import type { Aggregate, Measure } from '@/lib/model/measure';
import { EventPicker } from './event-picker';
import { FieldPicker } from './field-picker';
import { MeasureMenu } from './measure-menu';
import type { MeasureProps } from './measure-props';
import { iconSegment, Letter, segmentClass, Token } from './token';

/** A measure as a phrase of which each word can be changed: "Average of | delay | arrival". */
export function MeasureToken(props: MeasureProps) {
  const { measure, letter, isInvalid = false, isMain = false, onChange } = props;
  const { agg, of, event, where = [] } = measure;
  const words = measureWords(measure);
  return (
    <Token aria-label={`Measure ${words}`} isMuted={measure.hidden ?? false} isInvalid={isInvalid}>
      {letter !== undefined && <Letter>{letter}</Letter>}
      <AggregatePicker agg={agg} onChoose={(next) => onChange(withAggregate(measure, next))} />
      {of !== undefined && (
        <FieldPicker
          label={<span className="truncate font-medium">{fieldLabel(of)}</span>}
          name={`Field: ${fieldLabel(of)}`}
          buttonClass={segmentClass}
          events={event === undefined ? [] : [event]}
          chosen={of}
          prefers="number"
          onChoose={(field) => onChange({ ...measure, of: field })}
        />
      )}
      <EventPicker
        event={event}
        isMain={isMain}
        buttonClass={segmentClass}
        onChoose={(next) => onChange(withEvent(measure, next))}
      />
      {where.length > 0 && (
        <span
          className="hidden max-w-40 self-center truncate px-2 text-xs text-muted sm:block"
          title={where.map(filterPhrase).join(' and ')}
        >
          {where.map(filterPhrase).join(' and ')}
        </span>
      )}
      {measure.hidden && <EyeOff aria-label="Not drawn" className="mx-1.5 size-3.5 self-center text-faint" />}
      <Popover
        title={`More about ${words}`}
        name={`More about ${words}`}
        label={<EllipsisVertical aria-hidden className="size-3.5" />}
        buttonClass={`${iconSegment} h-full`}
        panelClass="w-80 p-3"
      >
        {(close) => <MeasureMenu {...props} close={close} />}
      </Popover>
    </Token>
  );
}

const joints: Partial<Record<Aggregate, string>> = {
  count: 'Count of',
  users: 'Users of',
  rate: 'Events per second of',
};

function AggregatePicker({ agg, onChoose }: { agg: Aggregate; onChoose: (agg: Aggregate) => void }) {
  return (
    <Popover
      title="What to measure"
      name={`Measure: ${aggregateWords[agg]}`}
      buttonClass={segmentClass}
      panelClass="w-60"
      label={<span className="text-muted">{joints[agg] ?? `${aggregateWords[agg]} of`}</span>}
    >
      {(close) => (
        <OptionList
          name="What to measure"
          chosen={[agg]}
          options={Object.entries(aggregateWords).map(([value, label]) => ({
            value,
            label: value === 'count' ? 'Count of events' : value === 'users' ? 'Count of users' : label,
            section: fieldless.has(value) ? 'Counts' : 'Of a field',
          }))}
          onChoose={({ value }) => {
            close();
            onChoose(value as Aggregate);
          }}
        />
      )}
    </Popover>
  );
}

const fieldless = new Set<string>(['count', 'users', 'rate'] satisfies Aggregate[]);

function withAggregate({ of, ...measure }: Measure, agg: Aggregate): Measure {
  return fieldless.has(agg) ? { ...measure, agg } : { ...measure, agg, of: of ?? 'value' };
}

function withEvent({ event: _, ...measure }: Measure, event: string | undefined): Measure {
  return event === undefined ? measure : { ...measure, event };
}

'use client';

import { useState, type ReactNode } from 'react';
import { Popover } from '@/app/_ui/kit/popover';
import { filterPhrase } from '@/lib/dashboards/explore/explore-words';
import { filterWords } from '@/lib/dashboards/view/filter-words';
import type { Condition, Filter } from '@/lib/model/filter';
import { withEntry } from './edit';
import { FilterEditor } from './filter-editor';
import { Joint } from './row';
import { Add, addClass, RemoveSegment, segmentClass, Token } from './token';

type Props = {
  where: readonly Filter[];
  /** Whose properties and values are offered. */
  events: readonly string[];
  onChange: (where: Filter[], typing?: string) => void;
  /** Indices of filters that the portal refused. */
  isInvalid?: (index: number) => boolean;
};

/** Filters that must all hold; each may be a choice of several, of which one must. */
export function FilterList({ where, events, onChange, isInvalid = () => false }: Props) {
  // What was just added stays open, under the button that added it, so that more values can be chosen.
  const [fresh, setFresh] = useState<number | null>(null);
  const set = (index: number, next: Filter | null, typing?: string): void => {
    if (index < where.length) setFresh(null);
    onChange(withEntry(where, index, next), typing);
  };
  return (
    <>
      {where.map((filter, index) => (
        <FilterEntry
          key={index}
          filter={filter}
          events={events}
          isInvalid={isInvalid(index)}
          isFresh={index === fresh}
          joint={index > 0 && <Joint>and</Joint>}
          onChange={(next, typing) => set(index, next, typing)}
        />
      ))}
      <AddPanel
        title="New filter"
        label={<Add>Filter</Add>}
        buttonClass={addClass}
        events={events}
        onAdd={(next) => {
          setFresh(where.length);
          set(where.length, next);
        }}
      />
    </>
  );
}

type EntryProps = {
  filter: Filter;
  events: readonly string[];
  isInvalid: boolean;
  isFresh: boolean;
  joint: ReactNode;
  onChange: (filter: Filter | null, typing?: string) => void;
};

function FilterEntry({ filter, events, isInvalid, isFresh, joint, onChange }: EntryProps) {
  const [freshOr, setFreshOr] = useState<number | null>(isFresh ? 0 : null);
  const options = alternatives(filter);
  if (!options) return <DeepFilter {...{ filter, isInvalid, joint }} onRemove={() => onChange(null)} />;
  return (
    <>
      {joint}
      {options.map((condition, index) => (
        <span key={index} className="flex max-w-full items-center gap-1.5">
          {index > 0 && <Joint>or</Joint>}
          <ConditionToken
            condition={condition}
            events={events}
            isInvalid={isInvalid}
            isFresh={index === freshOr}
            onChange={(next, typing) => onChange(joined(withEntry(options, index, next)), typing)}
            onOr={(next) => {
              setFreshOr(options.length);
              onChange(joined([...options, next]));
            }}
          />
        </span>
      ))}
    </>
  );
}

type DeepProps = { filter: Filter; isInvalid: boolean; joint: ReactNode; onRemove: () => void };

/** What is nested deeper than the builder shows can be read and taken away. */
function DeepFilter({ filter, isInvalid, joint, onRemove }: DeepProps) {
  const phrase = filterPhrase(filter);
  return (
    <>
      {joint}
      <Token aria-label={phrase} isInvalid={isInvalid}>
        <span className="self-center truncate px-2.5">{phrase}</span>
        <RemoveSegment what={phrase} onClick={onRemove} />
      </Token>
    </>
  );
}

/** The conditions of which one must hold; null for what is nested deeper than the builder shows. */
function alternatives(filter: Filter): Condition[] | null {
  if (Array.isArray(filter)) return [filter];
  if (!('or' in filter) || !filter.or.every((part) => Array.isArray(part))) return null;
  return filter.or;
}

function joined(conditions: readonly Condition[]): Filter | null {
  const [only] = conditions;
  if (only === undefined) return null;
  return conditions.length === 1 ? only : { or: [...conditions] };
}

type TokenProps = {
  condition: Condition;
  events: readonly string[];
  isInvalid: boolean;
  isFresh: boolean;
  onChange: (condition: Condition | null, typing?: string) => void;
  onOr: (condition: Condition) => void;
};

function ConditionToken({ condition, events, isInvalid, isFresh, onChange, onOr }: TokenProps) {
  const { field, operator, value } = filterWords(condition);
  const phrase = filterPhrase(condition);
  return (
    <Token aria-label={phrase} isInvalid={isInvalid}>
      <Popover
        title={`Filter ${phrase}`}
        isOpenAtFirst={isFresh}
        buttonClass={`${segmentClass} max-w-80`}
        panelClass="w-80"
        label={
          <span className="truncate">
            <span className="font-medium">{field}</span> <span className="text-muted">{operator}</span>{' '}
            <span className="font-medium text-accent-strong">{value}</span>
          </span>
        }
      >
        {(close) => <FilterEditor {...{ condition, events, onChange }} onDone={close} />}
      </Popover>
      <AddPanel
        title="Or"
        label="or"
        name={`Add an alternative to ${phrase}`}
        buttonClass={`${segmentClass} px-1.5 text-xs text-faint`}
        events={events}
        onAdd={onOr}
      />
      <RemoveSegment what={phrase} onClick={() => onChange(null)} />
    </Token>
  );
}

type AddPanelProps = {
  title: string;
  label: ReactNode;
  name?: string;
  buttonClass: string;
  events: readonly string[];
  onAdd: (condition: Condition) => void;
};

function AddPanel({ title, label, name, buttonClass, events, onAdd }: AddPanelProps) {
  return (
    <Popover title={title} label={label} name={name} buttonClass={buttonClass} panelClass="w-80">
      {(close) => (
        <FilterEditor
          condition={undefined}
          events={events}
          onDone={close}
          onChange={(condition) => {
            close();
            onAdd(condition);
          }}
        />
      )}
    </Popover>
  );
}

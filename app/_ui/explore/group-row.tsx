'use client';

import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import { ChoicePicker } from './choice-picker';
import { faultAt, withEntry } from './edit';
import type { FieldError } from '@/lib/errors/app-error';
import { FieldPicker } from './field-picker';
import { Joint, Row } from './row';
import { Add, addClass, RemoveSegment, segmentClass, Token } from './token';

type Props = {
  by: readonly string[];
  top: number;
  /** Undefined where the rest is always counted. */
  other?: boolean | undefined;
  most: number;
  mostGroups?: number;
  /** A breakdown without a field would break nothing down. */
  least?: number;
  events: readonly string[];
  faults: readonly FieldError[];
  onChange: (part: { by?: string[]; top?: number; other?: boolean }) => void;
};

/** The fields that the numbers are split by, and how many of their values are shown. */
export function GroupRow({ by, top, other, most, least = 0, mostGroups = 100, events, faults, onChange }: Props) {
  return (
    <Row label="Split by" fault={faultAt(faults, 'by') ?? faultAt(faults, 'top')}>
      {by.map((field, index) => (
        <span key={index} className="flex items-center gap-1.5">
          {index > 0 && <Joint>and</Joint>}
          <Token aria-label={`Split by ${fieldLabel(field)}`} isInvalid={faultAt(faults, `by.${index}`) !== undefined}>
            <FieldPicker
              label={<span className="truncate font-medium">{fieldLabel(field)}</span>}
              name={`Split by: ${fieldLabel(field)}`}
              buttonClass={segmentClass}
              events={events}
              chosen={field}
              onChoose={(next) => onChange({ by: withEntry(by, index, next) })}
            />
            {by.length > least && (
              <RemoveSegment
                what={`the split by ${fieldLabel(field)}`}
                onClick={() => onChange({ by: withEntry(by, index, null) })}
              />
            )}
          </Token>
        </span>
      ))}
      {by.length < most && (
        <FieldPicker
          label={<Add>Field</Add>}
          name="Split by another field"
          buttonClass={addClass}
          events={events}
          onChoose={(field) => onChange({ by: [...new Set([...by, field])] })}
        />
      )}
      {by.length > 0 && <TopPicker {...{ top, other, mostGroups, onChange }} />}
    </Row>
  );
}

type TopProps = Pick<Props, 'top' | 'other' | 'onChange'> & { mostGroups: number };

function TopPicker({ top, other, mostGroups, onChange }: TopProps) {
  const offered = [3, 5, 10, 20, 50].filter((count) => count <= mostGroups);
  const counts = [...new Set([...offered, top])].sort((a, b) => a - b);
  return (
    <span className="flex items-center gap-2">
      <ChoicePicker
        title="How many groups"
        label={<span className="text-muted">top {top}</span>}
        buttonClass="h-8 rounded-md px-2 text-sm hover:bg-hover"
        panelClass="w-40"
        choices={counts.map((count) => ({ value: String(count), label: `Top ${count}` }))}
        chosen={String(top)}
        onChoose={(value) => onChange({ top: Number(value) })}
      />
      {other !== undefined && (
        <label className="flex items-center gap-1.5 text-sm text-muted">
          <input
            type="checkbox"
            className="size-3.5 accent-accent"
            checked={other}
            onChange={(event) => onChange({ other: event.target.checked })}
          />
          and the rest as one
        </label>
      )}
    </span>
  );
}

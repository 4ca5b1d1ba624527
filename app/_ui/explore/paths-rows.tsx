'use client';

import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import type { PathsSpec } from '@/lib/model/query-spec';
import { ChoicePicker } from './choice-picker';
import { faultAt, type Edit } from './edit';
import { FieldPicker } from './field-picker';
import { Joint, Row } from './row';
import { SpanPicker } from './span-picker';
import { StepToken } from './step-token';
import { segmentClass, Token } from './token';

const directions = [
  { value: 'after', label: 'after' },
  { value: 'before', label: 'before' },
] as const;
const depths = ['1', '2', '3', '4', '5', '6'] as const;

/** From which event, in which direction and how far journeys are followed. */
export function PathsRows({ spec, onChange, faults }: Edit<PathsSpec>) {
  const { anchor, direction, gap } = spec;
  const fault = ['anchor', 'direction', 'depth', 'of', 'gap', 'top'].map((part) => faultAt(faults, part)).find(Boolean);
  return (
    <Row label="Comes" fault={fault}>
      <Token aria-label="Direction">
        <ChoicePicker
          title="Direction"
          label={<span className="font-medium">{direction}</span>}
          buttonClass={segmentClass}
          choices={directions}
          chosen={direction}
          onChoose={(next) => onChange({ ...spec, direction: next })}
        />
      </Token>
      <StepToken
        step={anchor}
        name="Anchor"
        isMain
        onChange={(next, typing) => onChange({ ...spec, anchor: next }, typing)}
      />
      <Joint>in</Joint>
      <HowFar {...{ spec, onChange }} />
      <Joint>with breaks of at most</Joint>
      <Token aria-label="Break">
        <SpanPicker
          title="A longer break ends a journey"
          span={gap}
          offered={['5m', '30m', '1h', '6h', '24h']}
          onChoose={(next) => onChange({ ...spec, gap: next })}
        />
      </Token>
    </Row>
  );
}

function HowFar({ spec, onChange }: Omit<Edit<PathsSpec>, 'faults'>) {
  const { anchor, depth, of, top } = spec;
  return (
    <Token aria-label="How far">
      <ChoicePicker
        title="How many steps"
        label={`${depth} ${depth === 1 ? 'step' : 'steps'}`}
        buttonClass={segmentClass}
        choices={depths.map((value) => ({ value, label: `${value} ${value === '1' ? 'step' : 'steps'}` }))}
        chosen={depths.find((value) => value === String(depth))}
        onChoose={(value) => onChange({ ...spec, depth: Number(value) })}
      />
      <FieldPicker
        label={<span className="truncate">named by {fieldLabel(of)}</span>}
        name={`Steps are named by ${fieldLabel(of)}`}
        buttonClass={segmentClass}
        events={anchor.event === undefined ? [] : [anchor.event]}
        chosen={of}
        onChoose={(field) => onChange({ ...spec, of: field })}
      />
      <ChoicePicker
        title="How many at each step"
        label={`top ${top}`}
        buttonClass={segmentClass}
        panelClass="w-40"
        choices={['3', '6', '10', '15'].map((value) => ({ value, label: `Top ${value}` }))}
        chosen={String(top)}
        onChoose={(value) => onChange({ ...spec, top: Number(value) })}
      />
    </Token>
  );
}

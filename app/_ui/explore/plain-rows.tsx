'use client';

import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import type { DistributionSpec, HeatmapSpec, TableSpec } from '@/lib/model/query-spec';
import { ChoicePicker } from './choice-picker';
import { faultAt, withEntry, type Edit } from './edit';
import { EventPicker } from './event-picker';
import { FieldPicker } from './field-picker';
import { MeasureToken } from './measure-token';
import { Joint, Row } from './row';
import { eventOf, withNamedEvent } from './named-event';
import { Add, addClass, RemoveSegment, segmentClass, Token } from './token';

/** A numeric field whose values are spread out. */
export function DistributionRows({ spec, onChange, faults }: Edit<DistributionSpec>) {
  const event = eventOf(spec.where);
  return (
    <Row label="Show" fault={faultAt(faults, 'of') ?? faultAt(faults, 'bins')}>
      <Token aria-label="Field and event" isInvalid={faultAt(faults, 'of') !== undefined}>
        <FieldPicker
          label={
            <span className="truncate">
              <span className="text-muted">values of</span> <span className="font-medium">{fieldLabel(spec.of)}</span>
            </span>
          }
          name={`Field: values of ${fieldLabel(spec.of)}`}
          buttonClass={segmentClass}
          events={event === undefined ? [] : [event]}
          chosen={spec.of}
          prefers="number"
          onChoose={(of) => onChange({ ...spec, of })}
        />
        <EventPicker
          event={event}
          isMain
          buttonClass={segmentClass}
          onChoose={(next) => onChange({ ...spec, where: withNamedEvent(spec.where, next) })}
        />
      </Token>
      <Joint>in</Joint>
      <Token aria-label="Bins">
        <ChoicePicker
          title="Bins"
          label={`${spec.bins} bins`}
          buttonClass={segmentClass}
          panelClass="w-40"
          choices={['12', '24', '48', '96'].map((value) => ({ value, label: `${value} bins` }))}
          chosen={String(spec.bins)}
          onChoose={(value) => onChange({ ...spec, bins: Number(value) })}
        />
      </Token>
      <label className="flex items-center gap-1.5 px-1 text-sm text-muted">
        <input
          type="checkbox"
          className="size-3.5 accent-accent"
          checked={spec.clip}
          onChange={(change) => onChange({ ...spec, clip: change.target.checked })}
        />
        outliers at the ends
      </label>
    </Row>
  );
}

/** One measure by hour and weekday. */
export function HeatmapRows({ spec, onChange, faults }: Edit<HeatmapSpec>) {
  return (
    <Row label="Show" fault={faultAt(faults, 'measure')}>
      <MeasureToken
        measure={spec.measure}
        isMain
        isInvalid={faultAt(faults, 'measure') !== undefined}
        onChange={(measure, typing) => onChange({ ...spec, measure }, typing)}
      />
      <Joint>by hour and weekday</Joint>
    </Row>
  );
}

const mostColumns = 20;

/** The columns of the newest events. */
export function TableRows({ spec, onChange, faults }: Edit<TableSpec>) {
  const { columns } = spec;
  const event = eventOf(spec.where);
  const events = event === undefined ? [] : [event];
  return (
    <Row label="Show" fault={faultAt(faults, 'columns')}>
      <Token aria-label="Event">
        <EventPicker
          event={event}
          isMain
          buttonClass={segmentClass}
          onChoose={(next) => onChange({ ...spec, where: withNamedEvent(spec.where, next) })}
        />
      </Token>
      <Joint>with</Joint>
      {columns.map((field, index) => (
        <Token key={index} aria-label={`Column ${fieldLabel(field)}`}>
          <FieldPicker
            label={<span className="truncate">{fieldLabel(field)}</span>}
            name={`Column: ${fieldLabel(field)}`}
            buttonClass={segmentClass}
            events={events}
            chosen={field}
            onChoose={(next) => onChange({ ...spec, columns: [...new Set(withEntry(columns, index, next))] })}
          />
          {columns.length > 1 && (
            <RemoveSegment
              what={`the column ${fieldLabel(field)}`}
              onClick={() => onChange({ ...spec, columns: withEntry(columns, index, null) })}
            />
          )}
        </Token>
      ))}
      {columns.length < mostColumns && (
        <FieldPicker
          label={<Add>Column</Add>}
          name="Add a column"
          buttonClass={addClass}
          events={events}
          onChoose={(field) => onChange({ ...spec, columns: [...new Set([...columns, field])] })}
        />
      )}
    </Row>
  );
}

'use client';

import { ChevronDown, Pause, Radio } from 'lucide-react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import { fittingGrains } from '@/lib/dashboards/view/view';
import type { FieldError } from '@/lib/errors/app-error';
import type { PanelChart } from '@/lib/model/panel';
import { ChoicePicker } from './choice-picker';
import { grainLabels } from '@/app/_ui/view/view-words';
import { chartWords, compareWords, unitWords } from './choice-words';
import { faultAt } from './edit';
import { RangeControl } from './range-control';
import { TimezonePicker } from './timezone-picker';

type Props = {
  question: Question;
  chart: PanelChart;
  charts: readonly PanelChart[];
  /** The workspace's own clock. */
  home: string;
  faults: readonly FieldError[];
  onChange: (question: Question) => void;
};

const pickerClass = buttonClass({ size: 'sm' }, 'h-8 font-normal');

/** Of when, in which steps, against what and how it is drawn. */
export function ViewControls({ question, chart, charts, home, faults, onChange }: Props) {
  const { spec } = question;
  const fault = ['range', 'grain', 'compare', 'timezone'].map((part) => faultAt(faults, part)).find(Boolean);
  return (
    <div role="group" aria-label="View" className="flex flex-wrap items-center gap-1.5 px-3 py-2">
      <RangeControl
        range={spec.range}
        timezone={spec.timezone}
        fault={faultAt(faults, 'range')}
        onChange={(range) => onChange(withRange(question, range))}
      />
      <OverTime {...{ question, onChange }} />
      <TimezonePicker
        timezone={spec.timezone}
        home={home}
        buttonClass={pickerClass}
        onChoose={(timezone) => onChange({ ...question, spec: { ...spec, timezone } })}
      />
      <Look {...{ question, chart, charts, onChange }} />
      {fault !== undefined && (
        <p role="alert" className="w-full text-xs text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}

function OverTime({ question, onChange }: Pick<Props, 'question' | 'onChange'>) {
  const { spec } = question;
  return (
    <>
      {spec.kind === 'trend' && (
        <ChoicePicker
          title="Step"
          label={<Named name="By" words={grainLabels[spec.grain]} />}
          buttonClass={pickerClass}
          choices={(['auto', ...fittingGrains(spec.range)] as const).map((value) => ({
            value,
            label: grainLabels[value],
          }))}
          chosen={spec.grain}
          onChoose={(grain) => onChange({ ...question, spec: { ...spec, grain } })}
        />
      )}
      {(spec.kind === 'trend' || spec.kind === 'total' || spec.kind === 'breakdown') && (
        <ChoicePicker
          title="Comparison"
          label={<Named name="vs" words={compareWords[spec.compare ?? 'none']} />}
          buttonClass={pickerClass}
          choices={(['none', 'previous', 'week', 'year'] as const).map((value) => ({
            value,
            label: compareWords[value],
          }))}
          chosen={spec.compare ?? 'none'}
          onChoose={(compare) => {
            const { compare: _, ...rest } = spec;
            onChange({ ...question, spec: compare === 'none' ? rest : { ...rest, compare } });
          }}
        />
      )}
    </>
  );
}

function Look({ question, chart, charts, onChange }: Pick<Props, 'question' | 'chart' | 'charts' | 'onChange'>) {
  const { spec, unit = 'count', isLive } = question;
  return (
    <span className="flex flex-wrap items-center gap-1.5 sm:ml-auto">
      {charts.length > 1 && spec.kind !== 'table' && (
        <ChoicePicker
          title="Chart"
          label={<Named name="" words={chartWords[chart]} />}
          buttonClass={pickerClass}
          choices={charts.map((value) => ({ value, label: chartWords[value] }))}
          chosen={chart}
          onChoose={(value) => onChange({ ...question, chart: value })}
        />
      )}
      {hasUnit(spec.kind) && (
        <ChoicePicker
          title="Unit"
          label={<Named name="in" words={unitWords[unit]} />}
          buttonClass={pickerClass}
          choices={Object.entries(unitWords).map(([value, label]) => ({ value: value as typeof unit, label }))}
          chosen={unit}
          onChoose={(value) => onChange({ ...question, unit: value === 'count' ? undefined : value })}
        />
      )}
      <LiveToggle isLive={isLive} onToggle={() => onChange({ ...question, isLive: !isLive })} />
    </span>
  );
}

function LiveToggle({ isLive, onToggle }: { isLive: boolean; onToggle: () => void }) {
  return (
    <Button
      size="sm"
      className="h-8"
      aria-pressed={isLive}
      title={
        isLive
          ? 'The numbers follow every event. Press to hold them still.'
          : 'Asked once. Press to follow every event.'
      }
      onClick={onToggle}
    >
      {isLive ? <Radio aria-hidden className="text-good" /> : <Pause aria-hidden className="text-faint" />}
      {isLive ? 'Live' : 'Still'}
    </Button>
  );
}

function Named({ name, words }: { name: string; words: string }) {
  return (
    <>
      {name !== '' && <span className="text-muted">{name}</span>}
      <span className="font-medium">{words}</span>
      <ChevronDown aria-hidden className="size-3.5 text-faint" />
    </>
  );
}

/** Funnels, retention and paths count users, and raw events are no numbers. */
const hasUnit = (kind: Question['spec']['kind']): boolean => !['funnel', 'retention', 'paths', 'table'].includes(kind);

/** A step that no longer fits the range becomes automatic. */
export function withRange(question: Question, range: Question['spec']['range']): Question {
  const spec = { ...question.spec, range };
  if (spec.kind !== 'trend' || spec.grain === 'auto' || fittingGrains(range).includes(spec.grain))
    return { ...question, spec };
  return { ...question, spec: { ...spec, grain: 'auto' } };
}

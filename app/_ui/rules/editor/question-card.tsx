'use client';

import { Compass, DatabaseZap } from 'lucide-react';
import { useId } from 'react';
import { Builder } from '@/app/_ui/explore/builder';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { Field, Select } from '@/app/_ui/kit/field';
import { grainLabels } from '@/app/_ui/view/view-words';
import { faultAt } from '@/app/_ui/explore/edit';
import { askAs } from '@/lib/dashboards/explore/ask-as';
import { exploreHref } from '@/lib/dashboards/explore/explore-link';
import { kindLabels, type ExploreKind, type ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import { sqlHref } from '@/lib/dashboards/explore/sql-href';
import { fittingGrains } from '@/lib/dashboards/view/view';
import { fittingConditions } from '@/lib/alerts/start-condition';
import type { FieldError } from '@/lib/errors/app-error';
import type { QuerySpec, TrendSpec } from '@/lib/model/query-spec';
import type { RuleDoc } from '@/lib/model/rule';
import { isBuildable, judgeable } from '../spec-words';
import { Choice } from './fields/choice';
import { SpanInput } from './fields/span-input';

type Props = {
  doc: RuleDoc;
  workspace: string;
  /** Paths begin at the rule. */
  faults: readonly FieldError[];
  onSpec: (spec: QuerySpec) => void;
  onMeasure: (place: number) => void;
};

/** What is asked, of which length of time, and which of its numbers is judged. */
export function QuestionCard({ doc, workspace, faults, onSpec, onMeasure }: Props) {
  const { spec } = doc;
  const inSpec = faults.flatMap(({ path, reason }) =>
    path.startsWith('spec.') ? [{ path: path.slice('spec.'.length), reason }] : [],
  );
  const fault = faults.find(({ path }) => path === 'spec')?.reason;
  return (
    <Card>
      <CardHeader
        title="Question"
        className="px-4 sm:px-5"
        action={
          <a
            href={hrefOf(doc, workspace)}
            target="_blank"
            rel="noreferrer"
            className={buttonClass({ variant: 'quiet', size: 'sm' })}
          >
            {spec.kind === 'sql' ? <DatabaseZap aria-hidden /> : <Compass aria-hidden />}
            Open in {spec.kind === 'sql' ? 'SQL' : 'Explore'}
          </a>
        }
      />
      {isBuildable(spec) ? (
        <div className="px-1 pt-1 sm:px-2">
          <Builder spec={spec} faults={inSpec} onChange={onSpec} />
        </div>
      ) : (
        spec.kind === 'sql' && <Statement sql={spec.sql} />
      )}
      <div className="grid gap-3 border-t border-line px-4 py-3.5 sm:grid-cols-3 sm:px-5">
        {isBuildable(spec) && <KindChoice spec={spec} onChange={onSpec} />}
        <WindowFields spec={spec} faults={inSpec} onChange={onSpec} />
        <MeasureChoice doc={doc} onChange={onMeasure} />
      </div>
      {fault !== undefined && (
        <p role="alert" className="px-5 pb-3 text-xs text-bad">
          {fault}
        </p>
      )}
    </Card>
  );
}

function hrefOf({ spec, unit }: RuleDoc, workspace: string): string {
  return spec.kind === 'sql'
    ? sqlHref({ workspace, sql: spec.sql, range: spec.range })
    : exploreHref({ workspace, spec, unit });
}

const Statement = ({ sql }: { sql: string }) => (
  <pre
    className="scroll-quiet mx-4 my-3 max-h-48 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs sm:mx-5"
    tabIndex={0}
  >
    {sql}
  </pre>
);

/** Questions that a rule can judge; the words say what one value of each is. */
const kinds = (Object.keys(kindLabels) as ExploreKind[]).filter((kind) => fittingConditions(kind).length > 0);

function KindChoice({ spec, onChange }: { spec: ExploreSpec; onChange: (spec: QuerySpec) => void }) {
  const id = useId();
  const choices = Object.fromEntries(kinds.map((kind) => [kind, kindLabels[kind]])) as Record<ExploreKind, string>;
  return (
    <Choice
      id={id}
      label="Asked as"
      value={spec.kind}
      choices={choices}
      hint={kindHints[spec.kind]}
      onChange={(kind) => onChange(askAs(spec, { kind, hints: { events: [] } }))}
    />
  );
}

const kindHints: Partial<Record<ExploreKind, string>> = {
  trend: 'The last whole step is judged.',
  total: 'One number over the whole time is judged.',
  breakdown: 'One number per group is judged.',
  funnel: 'The share that reached the last step, in %.',
  retention: 'The share that came back, in %.',
};

type WindowProps = { spec: QuerySpec; faults: readonly FieldError[]; onChange: (spec: QuerySpec) => void };
const units = ['m', 'h', 'd', 'w'] as const;
const named = {
  today: 'Today',
  yesterday: 'Yesterday',
  week: 'This week',
  month: 'This month',
  other: 'Another length',
};

function WindowFields({ spec, faults, onChange }: WindowProps) {
  const id = useId();
  const last = 'last' in spec.range ? spec.range.last : '24h';
  const fault = faultAt(faults, 'range');
  return (
    <>
      {last in named ? (
        <Choice
          id={`${id}-named`}
          label="Of"
          value={last as keyof typeof named}
          choices={named}
          error={fault}
          onChange={(next) => onChange(withRange(spec, next === 'other' ? '24h' : next))}
        />
      ) : (
        <Field
          label={spec.kind === 'trend' ? 'Looks at the last' : 'Over the last'}
          htmlFor={`${id}-last`}
          error={fault}
        >
          <SpanInput
            id={`${id}-last`}
            name="Length of time"
            value={last}
            units={units}
            onChange={(next) => onChange(withRange(spec, next))}
          />
        </Field>
      )}
      {spec.kind === 'trend' && <StepChoice spec={spec} faults={faults} onChange={onChange} />}
    </>
  );
}

function StepChoice({ spec, faults, onChange }: WindowProps & { spec: TrendSpec }) {
  const id = useId();
  const offered = [...new Set(['auto' as const, ...fittingGrains(spec.range), spec.grain])];
  return (
    <Choice
      id={id}
      label="In steps of"
      value={spec.grain}
      choices={Object.fromEntries(offered.map((grain) => [grain, grainLabels[grain]])) as typeof grainLabels}
      error={faultAt(faults, 'grain')}
      onChange={(grain) => onChange({ ...spec, grain })}
    />
  );
}

/** A step that no longer fits becomes automatic. */
function withRange(spec: QuerySpec, last: string): QuerySpec {
  const range = { last };
  if (spec.kind !== 'trend' || spec.grain === 'auto' || fittingGrains(range).includes(spec.grain))
    return { ...spec, range };
  return { ...spec, range, grain: 'auto' };
}

function MeasureChoice({ doc, onChange }: { doc: RuleDoc; onChange: (place: number) => void }) {
  const id = useId();
  const measures = judgeable(doc.spec);
  const isPlain = measures.length < 2 && doc.measure === 0;
  if (isPlain || doc.condition.type === 'burn_rate' || doc.condition.type === 'row') return null;
  return (
    <Field label="Judged by" htmlFor={id}>
      <Select id={id} value={doc.measure} onChange={(event) => onChange(Number(event.target.value))}>
        {measures.every(({ place }) => place !== doc.measure) && <option value={doc.measure}>Choose a measure</option>}
        {measures.map(({ place, words }) => (
          <option key={place} value={place}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}

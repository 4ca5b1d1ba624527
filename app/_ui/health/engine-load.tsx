import { Dot, type Tone } from '@/app/_ui/kit/badge';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { formatDuration } from '@/lib/time/duration';
import type { AdmissionClass, AdmissionStatus } from '@/lib/breaker/admission';

const names: Record<AdmissionClass, string> = {
  interactive: 'Pages and people',
  live: 'Live charts',
  alert: 'Alert rules',
  bulk: 'Exports and warm-up',
};
const order: readonly AdmissionClass[] = ['interactive', 'live', 'alert', 'bulk'];

/** How busy the engine is, who waits for it, and what is done about that. */
export function EngineLoad({ admission }: { admission: AdmissionStatus }) {
  const { limit, inFlight, latencyMs, waitMs, queued, refused, everyMs, pressure } = admission;
  const { tone, words } = lookOf(pressure, everyMs);
  const facts = [
    ['At the engine now', `${inFlight} of ${limit}`],
    ['Takes lately', spanOf(latencyMs)],
    ['A new question waits', spanOf(waitMs)],
  ] as const;
  return (
    <Card className="overflow-hidden" data-engine-load>
      <CardHeader
        title="How busy the engine is"
        description="As many questions are asked at once as it answers without delay; the others wait in turn, and answers from the cache wait for nobody."
      />
      <p className="flex items-center gap-2 px-5 pt-3 text-sm">
        <Dot tone={tone} />
        {words}
      </p>
      <dl className="grid grid-cols-3 gap-4 px-5 py-4">
        {facts.map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse justify-end">
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="text-lg font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="divide-y divide-line border-t border-line">
        {order.map((name) => (
          <li key={name} className="flex flex-wrap justify-between gap-x-4 px-5 py-2 text-sm">
            <span>{names[name]}</span>
            <span className="text-muted tabular-nums">
              {queued[name]} waiting, {refused[name]} refused since the start
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function lookOf(pressure: number, everyMs: number): { tone: Tone; words: string } {
  if (pressure <= 1) return { tone: 'good', words: 'Nothing has to wait; charts follow as soon as something changes.' };
  const every = formatDuration(everyMs);
  return { tone: 'warn', words: `Busy: charts are updated every ${every} until it keeps up again.` };
}

const spanOf = (ms: number): string => (ms < 1 ? '< 1 ms' : formatDuration(Math.round(ms)));

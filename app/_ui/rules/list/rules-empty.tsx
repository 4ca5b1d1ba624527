import {
  BellRing,
  Compass,
  FileUp,
  Flame,
  Gauge,
  Radar,
  Scale,
  TrendingDown,
  VolumeX,
  type LucideIcon,
} from 'lucide-react';
import Link from 'next/link';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { startingPoints, type StartingPointId } from '@/lib/alerts/starting-points';
import { startHref } from './start-href';

type Props = { workspace: string; event: string | null; timezone: string; canWrite: boolean; onImport: () => void };

const icons: Record<StartingPointId, LucideIcon> = {
  silent: VolumeX,
  errors: Scale,
  unusual: Radar,
  budget: Flame,
  drop: TrendingDown,
  slow: Gauge,
};

/** No rules yet: what they are for, and where to begin. */
export function RulesEmpty({ workspace, event, timezone, canWrite, onImport }: Props) {
  const explain =
    'A rule asks a question again and again and tells somebody when the answer is not what it should be. Before you save it, it shows when it would have fired in the last weeks.';
  if (!canWrite)
    return (
      <Card>
        <EmptyState icon={BellRing} title="No rule yet" className="py-16">
          {explain} An editor of this workspace can make one.
        </EmptyState>
      </Card>
    );
  return (
    <>
      <Card>
        <EmptyState
          icon={BellRing}
          title="No rule yet"
          className="py-12"
          action={
            <span className="flex flex-wrap justify-center gap-2">
              <Link
                href={`/explore?workspace=${workspace}`}
                prefetch={false}
                className={buttonClass({ variant: 'primary' })}
              >
                <Compass aria-hidden />
                Begin with a question
              </Link>
              <Button onClick={onImport}>
                <FileUp aria-hidden />
                Import a file
              </Button>
            </span>
          }
        >
          {explain}
        </EmptyState>
      </Card>
      {event === null ? (
        <p className="mt-4 text-sm text-muted">
          Nothing was sent yet.{' '}
          <Link href={`/send?workspace=${workspace}`} className="text-accent-strong underline underline-offset-2">
            Send your first events
          </Link>{' '}
          and there is something to watch.
        </p>
      ) : (
        <StartingPoints {...{ workspace, event, timezone }} />
      )}
    </>
  );
}

function StartingPoints({ workspace, event, timezone }: { workspace: string; event: string; timezone: string }) {
  return (
    <section className="mt-6" aria-labelledby="starting-points">
      <h2 id="starting-points" className="text-sm font-semibold">
        Or begin with something ready-made
      </h2>
      <p className="mt-0.5 text-sm text-muted">
        Each opens in the editor, where the event and the numbers can be changed.
      </p>
      <ul className="mt-3 grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {startingPoints(event, timezone).map(({ id, title, about }) => {
          const Icon = icons[id];
          return (
            <li key={id}>
              <Link
                href={startHref({ workspace, start: id, event })}
                prefetch={false}
                className="flex h-full items-start gap-3 rounded-lg border border-line bg-surface p-4 shadow-card transition-colors hover:border-field hover:bg-hover"
              >
                <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
                <span className="min-w-0">
                  <span className="block text-sm font-medium wrap-anywhere">{title}</span>
                  <span className="mt-0.5 block text-sm text-muted">{about}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

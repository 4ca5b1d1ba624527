'use client';

import { AppWindow, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState, type FormEvent } from 'react';
import { Badge } from '@/app/_ui/kit/badge';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Input } from '@/app/_ui/kit/field';
import { formText } from '@/app/_ui/kit/form-text';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { useNow } from '@/app/_ui/panels/use-now';
import { questionWords } from '@/lib/dashboards/explore/explore-words';
import { isExploreKind, kindLabels, type ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import { savedChartHref } from '@/lib/dashboards/explore/saved-chart-href';
import type { SavedChart } from '@/lib/model/saved-chart';
import { kindIcons } from './kind-icons';

type Props = {
  chart: SavedChart;
  workspace: string;
  canWrite: boolean;
  renderedAt: number;
  onRename: (chart: SavedChart, title: string) => Promise<void>;
  onRemove: (chart: SavedChart) => Promise<void>;
};

/** One saved chart: what it asks, who saved it and when. */
export function ChartRow({ chart, workspace, canWrite, renderedAt, onRename, onRemove }: Props) {
  const { doc, createdBy, updatedAt, fault } = chart;
  const [isNaming, setNaming] = useState(false);
  const age = useNow(renderedAt) - updatedAt;
  const Icon = kindIcons[doc.spec.kind];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 sm:flex-nowrap">
      <span aria-hidden className="grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-muted">
        <Icon className="size-4.5" strokeWidth={1.75} />
      </span>
      <div className="min-w-0 flex-1">
        {isNaming ? (
          <NameForm
            title={doc.title}
            onDone={(title) => {
              setNaming(false);
              if (title !== null) void onRename(chart, title);
            }}
          />
        ) : (
          <Link
            href={savedChartHref(chart, workspace)}
            prefetch={false}
            className="block truncate font-medium underline-offset-2 hover:underline"
          >
            {doc.title}
          </Link>
        )}
        <p className="truncate text-xs text-muted">{doc.description ?? askedWords(chart)}</p>
      </div>
      {fault !== undefined && (
        <Badge tone="warn" title={fault}>
          Needs a look
        </Badge>
      )}
      <p className="shrink-0 text-xs text-faint max-sm:pl-12" title={new Date(updatedAt).toISOString()}>
        {createdBy}, {agoWords(age)}
      </p>
      {canWrite && <RowActions {...{ chart, workspace, onRemove }} onNaming={() => setNaming(true)} />}
    </li>
  );
}

type ActionProps = Pick<Props, 'chart' | 'workspace' | 'onRemove'> & { onNaming: () => void };

function RowActions({ chart, workspace, onNaming, onRemove }: ActionProps) {
  return (
    <span className="flex shrink-0 gap-0.5">
      <Link
        href={`/settings/embeds?workspace=${workspace}&kind=chart&resource=${chart.id}`}
        prefetch={false}
        aria-label={`Embed ${chart.doc.title}`}
        title="Show it on another site"
        className={buttonClass({ variant: 'quiet', size: 'icon-sm' })}
      >
        <AppWindow aria-hidden />
      </Link>
      <Button size="icon-sm" variant="quiet" aria-label={`Rename ${chart.doc.title}`} onClick={onNaming}>
        <Pencil aria-hidden />
      </Button>
      <Button
        size="icon-sm"
        variant="quiet"
        aria-label={`Delete ${chart.doc.title}`}
        onClick={() => void onRemove(chart)}
      >
        <Trash2 aria-hidden />
      </Button>
    </span>
  );
}

function askedWords({ doc: { spec } }: SavedChart): string {
  if (spec.kind === 'sql') return spec.sql.replaceAll(/\s+/g, ' ').slice(0, 120);
  if (!isExploreKind(spec.kind)) return 'What moved';
  // A question that cannot be read any more is kept as it was stored, in whatever shape.
  try {
    return `${kindLabels[spec.kind]}: ${questionWords(spec as ExploreSpec)}`;
  } catch {
    return kindLabels[spec.kind];
  }
}

/** Enter keeps the new name, Escape and leaving the field the old one. */
function NameForm({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const next = formText(new FormData(event.currentTarget), 'title');
    onDone(next === '' || next === title ? null : next);
  };
  return (
    <form onSubmit={submit} className="flex gap-2">
      <Input
        name="title"
        aria-label="Name of the chart"
        defaultValue={title}
        maxLength={120}
        autoFocus
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => event.key === 'Escape' && onDone(null)}
        className="h-7.5"
      />
      <Button type="submit" size="sm" variant="primary">
        Rename
      </Button>
    </form>
  );
}

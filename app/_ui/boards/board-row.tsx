'use client';

import { Copy, FileCode2, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { useNow } from '@/app/_ui/panels/use-now';
import type { DashboardSummary } from '@/lib/model/dashboard';

type Props = {
  board: DashboardSummary;
  workspace: string;
  renderedAt: number;
  onDuplicate: (() => void) | undefined;
  onRemove: (() => void) | undefined;
};

/** One dashboard in the list; all of the row is its link. */
export function BoardRow({ board, workspace, renderedAt, onDuplicate, onRemove }: Props) {
  const { id, title, description, tags, panels, updatedAt, updatedBy, provisionedFrom } = board;
  const age = agoWords(useNow(renderedAt) - updatedAt);
  return (
    <li className="group relative flex items-center gap-4 px-5 py-3.5 transition-colors hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/dashboards/${id}?workspace=${workspace}`}
            prefetch={false}
            className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {title}
          </Link>
          {provisionedFrom !== null && (
            <Badge title={`From the file ${provisionedFrom}`}>
              <FileCode2 aria-hidden />
              From a file
            </Badge>
          )}
          {tags.map((tag) => (
            <Badge key={tag} tone="accent">
              {tag}
            </Badge>
          ))}
        </p>
        {description !== undefined && <p className="mt-0.5 truncate text-sm text-muted">{description}</p>}
        <p className="mt-0.5 text-xs text-faint">
          {panels} {panels === 1 ? 'panel' : 'panels'} · changed {age} by {updatedBy}
        </p>
      </div>
      <div className="relative z-10 flex gap-1 lg:opacity-0 lg:group-focus-within:opacity-100 lg:group-hover:opacity-100">
        {onDuplicate && (
          <Button variant="quiet" size="icon" aria-label={`Duplicate ${title}`} title="Duplicate" onClick={onDuplicate}>
            <Copy aria-hidden />
          </Button>
        )}
        {onRemove && (
          <Button variant="danger-quiet" size="icon" aria-label={`Delete ${title}`} title="Delete" onClick={onRemove}>
            <Trash2 aria-hidden />
          </Button>
        )}
      </div>
    </li>
  );
}

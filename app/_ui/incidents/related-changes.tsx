'use client';

import { GitCommitVertical } from 'lucide-react';
import { Badge } from '@/app/_ui/kit/badge';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import type { Annotation } from '@/lib/model/annotation';
import { ageText } from './incident-words';

type Props = { related: readonly Annotation[]; openedAt: number };

/** What people and scripts have noted around the time at which it began; the nearest before it is the first to ask about. */
export function RelatedChanges({ related, openedAt }: Props) {
  return (
    <Card>
      <CardHeader title="Changes around that time" />
      <CardBody>
        {related.length === 0 ? (
          <p className="text-sm text-muted">
            Nothing was noted. Annotations from deployments, sent to{' '}
            <code className="font-mono text-xs">/api/annotations</code>, appear here.
          </p>
        ) : (
          <ul className="grid gap-3">
            {related.map(({ id, at, text, tags, createdBy }) => (
              <li key={id} className="flex gap-2.5 text-sm">
                <GitCommitVertical aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
                <div className="min-w-0">
                  <p className="break-words">{text}</p>
                  <p className="mt-0.5 flex flex-wrap items-center gap-1.5 text-xs text-muted">
                    {distance(at, openedAt)} · {createdBy}
                    {tags.map((tag) => (
                      <Badge key={tag} tone="accent">
                        {tag}
                      </Badge>
                    ))}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

function distance(at: number, openedAt: number): string {
  const ms = openedAt - at;
  if (Math.abs(ms) < 1_000) return 'As it began';
  return ms > 0 ? `${ageText(ms)} before` : `${ageText(-ms)} after it began`;
}

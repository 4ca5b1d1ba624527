'use client';

import { AppWindow, ChartLine, LayoutDashboard } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Badge } from '@/app/_ui/kit/badge';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import { Switch } from '@/app/_ui/kit/switch';
import { useAction } from '@/app/_ui/kit/use-action';
import { agoWords } from '@/app/_ui/panels/relative-time';
import type { Embed } from '@/lib/model/embed';
import { updateEmbed } from './embed-calls';

type Props = { embeds: readonly Embed[]; workspace: string; now: number };

/** What of the workspace can be shown elsewhere. */
export function EmbedList({ embeds, workspace, now }: Props) {
  const router = useRouter();
  const { isBusy, fault, run } = useAction();
  const toggle = (embed: Embed) =>
    run(async () => {
      await updateEmbed(workspace, embed.id, { isEnabled: !embed.isEnabled });
      router.refresh();
    });
  if (embeds.length === 0) return <NoEmbeds />;
  return (
    <div className="grid gap-3">
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <Card>
        <ul className="divide-y divide-line">
          {embeds.map((embed) => (
            <li key={embed.id} className="flex items-center gap-3 px-4 py-3">
              <span aria-hidden className="grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-muted">
                {embed.kind === 'chart' ? <ChartLine className="size-4.5" /> : <LayoutDashboard className="size-4.5" />}
              </span>
              <div className="min-w-0 flex-1">
                <Link
                  href={`/settings/embeds/${embed.id}?workspace=${workspace}`}
                  prefetch={false}
                  className="block truncate font-medium underline-offset-2 hover:underline"
                >
                  {embed.name}
                </Link>
                <p className="truncate text-xs text-muted">
                  {whereWords(embed)} · {embed.updatedBy}, {agoWords(now - embed.updatedAt)}
                </p>
              </div>
              {!embed.isEnabled && <Badge>Off</Badge>}
              <Switch
                isOn={embed.isEnabled}
                disabled={isBusy}
                label={`Show ${embed.name} elsewhere`}
                onToggle={() => void toggle(embed)}
              />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function whereWords({ kind, settings: { frameAncestors } }: Embed): string {
  const what = kind === 'chart' ? 'Chart' : 'Dashboard';
  if (frameAncestors.includes('*')) return `${what}, on every site`;
  const [first, ...more] = frameAncestors;
  if (first === undefined) return `${what}, by link only`;
  return `${what}, on ${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;
}

function NoEmbeds() {
  return (
    <Card>
      <EmptyState
        icon={AppWindow}
        title="Nothing is embedded yet"
        action={
          <Link href="/charts" prefetch={false} className={buttonClass({ variant: 'primary' })}>
            Choose a chart
          </Link>
        }
      >
        Press Embed beside a saved chart or in the menu of a dashboard to show it on another site.
      </EmptyState>
    </Card>
  );
}

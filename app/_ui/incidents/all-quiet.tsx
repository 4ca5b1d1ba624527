'use client';

import { useQuery } from '@tanstack/react-query';
import { BellRing, Megaphone, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useWorkspace } from '@/app/_data/live-provider';
import { callApi } from '@/app/_ui/http/call-api';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import type { RuleSummary } from '@/lib/model/rule';
import type { Routing } from '@/lib/model/routing';

/** Nothing is open: whether that can be believed, because rules are on and somebody would be told. */
export function AllQuiet({ hasWatched }: { hasWatched: boolean }) {
  const workspace = useWorkspace();
  const rules = useAsked<{ rules: RuleSummary[] }>('/api/rules', workspace)?.rules.filter(({ doc }) => doc.isEnabled);
  const routing = useAsked<{ routing: Routing }>('/api/routing', workspace)?.routing;
  const tellsNobody = routing !== undefined && !routing.policies.some(({ steps }) => steps.length > 0);
  return (
    <>
      <Card>
        <EmptyState
          icon={ShieldCheck}
          title="All quiet"
          className="py-12"
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <Link href={`/alerts?workspace=${workspace}`} prefetch={false} className={buttonClass()}>
                <BellRing aria-hidden />
                Alert rules
              </Link>
              <Link href={`/notifications?workspace=${workspace}`} prefetch={false} className={buttonClass()}>
                <Megaphone aria-hidden />
                Who is told
              </Link>
            </div>
          }
        >
          <p>{quietText(rules?.length, hasWatched)}</p>
        </EmptyState>
      </Card>
      {tellsNobody && (
        <Notice tone="warn" className="mt-3" title="Nobody would be told">
          An incident would appear here and nowhere else.{' '}
          <Link
            href={`/notifications?workspace=${workspace}`}
            prefetch={false}
            className="text-accent-strong underline underline-offset-2"
          >
            Set up who is told
          </Link>
        </Notice>
      )}
    </>
  );
}

function quietText(rules: number | undefined, hasWatched: boolean): string {
  if (rules === 0) return 'No alert rule is on, so nothing can fire. An incident appears here as soon as one does.';
  const watchers = rules === undefined ? '' : `${rules} ${rules === 1 ? 'rule watches' : 'rules watch'}. `;
  const what = 'Alerts that belong together appear here as one incident, the moment they fire.';
  return `${watchers}${hasWatched ? 'Nothing that is open has been told to anybody. ' : ''}${what}`;
}

/** A list of another part of the portal; undefined until it is there, and when it cannot be had. */
function useAsked<T>(path: string, workspace: string): T | undefined {
  const queryFn = () => callApi<T>(path, { method: 'GET', workspace });
  return useQuery({ queryKey: ['listed', workspace, path], queryFn, staleTime: 10_000 }).data;
}

import type { Metadata } from 'next';
import { RuleList } from '@/app/_ui/rules/list/rule-list';
import { ruleStatuses } from '@/lib/alerts/rule-status';
import { listRules } from '@/lib/alerts/verbs/list-rules';
import { can } from '@/lib/auth/permissions';
import { pageContext } from '@/lib/http/page-context';
import { eventNames } from '../explore/event-names';

export const metadata: Metadata = { title: 'Alert rules' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RulesPage({ searchParams }: Props) {
  const ctx = await pageContext();
  const [rules, events, params] = await Promise.all([listRules(ctx), eventNames(ctx), searchParams]);
  const { q, state, deleted, name } = params;
  return (
    <RuleList
      workspace={ctx.workspace.slug}
      timezone={ctx.workspace.timezone}
      rules={rules}
      event={events[0]?.name ?? null}
      canWrite={can(ctx.actor, 'rules:write')}
      view={{
        q: typeof q === 'string' ? q : '',
        state: ruleStatuses.find((status) => status === state) ?? null,
      }}
      justDeleted={
        typeof deleted === 'string' ? { id: deleted, name: typeof name === 'string' ? name : 'The rule' } : null
      }
      renderedAt={ctx.clock.now()}
    />
  );
}

import type { Metadata } from 'next';
import Link from 'next/link';
import { Notice } from '@/app/_ui/kit/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { RuleEditor } from '@/app/_ui/rules/editor/rule-editor';
import { ViewFaults } from '@/app/_ui/view/view-faults';
import { can } from '@/lib/auth/permissions';
import type { RawParams } from '@/lib/dashboards/view/view-state';
import { pageContext } from '@/lib/http/page-context';
import { eventNames } from '../../explore/event-names';
import { firstBacktest } from '../first-backtest';
import { newRuleDoc } from './new-rule-doc';

export const metadata: Metadata = { title: 'New rule' };

/** Where "Alert on this" leads: the question of the link as a rule, with what it would have done. */
export default async function NewRulePage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const ctx = await pageContext();
  const { slug, timezone } = ctx.workspace;
  const [params, events] = await Promise.all([searchParams, eventNames(ctx)]);
  const { doc, faults, note, isGuess } = newRuleDoc(params, { events: events.map(({ name }) => name), timezone });
  if (!can(ctx.actor, 'rules:write'))
    return (
      <>
        <PageHeader title="New rule" />
        <Notice title="You may look at rules, but not make them">An editor of this workspace can.</Notice>
      </>
    );
  return (
    <>
      <PageHeader title="New rule" description={<Crumb workspace={slug} />} />
      {faults.length > 0 && (
        <div className="mb-3">
          <ViewFaults faults={faults} />
        </div>
      )}
      {note !== null && <Notice className="mb-3">{note}</Notice>}
      <RuleEditor
        workspace={slug}
        timezone={timezone}
        doc={doc}
        saved={null}
        isGuess={isGuess}
        backtest={await firstBacktest(ctx, doc)}
      />
    </>
  );
}

const Crumb = ({ workspace }: { workspace: string }) => (
  <>
    It is saved among the{' '}
    <Link href={`/alerts?workspace=${workspace}`} className="text-accent-strong underline underline-offset-2">
      alert rules
    </Link>{' '}
    of this workspace.
  </>
);

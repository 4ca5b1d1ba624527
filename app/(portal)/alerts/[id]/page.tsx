import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { RuleEditor } from '@/app/_ui/rules/editor/rule-editor';
import { RuleHead } from '@/app/_ui/rules/view/rule-head';
import { RuleHistory } from '@/app/_ui/rules/view/rule-history';
import { RuleReadout } from '@/app/_ui/rules/view/rule-readout';
import { RuleSeries } from '@/app/_ui/rules/view/rule-series';
import { getRule } from '@/lib/alerts/verbs/get-rule';
import { can } from '@/lib/auth/permissions';
import { isAppError } from '@/lib/errors/app-error';
import { pageContext, type PageContext } from '@/lib/http/page-context';
import type { RuleView } from '@/lib/model/rule';
import { firstBacktest } from '../first-backtest';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await findRule(await pageContext(), (await params).id);
  return { title: found?.rule.doc.name ?? 'Rule' };
}

/** A rule: to be changed by those who may, and what it finds for everybody. */
export default async function RulePage({ params }: Props) {
  const ctx = await pageContext();
  const view = await findRule(ctx, (await params).id);
  if (!view) notFound();
  const { rule } = view;
  const { slug, timezone } = ctx.workspace;
  const canWrite = can(ctx.actor, 'rules:write');
  const isOpen = canWrite && rule.provisionedFrom === null && rule.fault === undefined;
  const backtest = rule.fault === undefined ? await firstBacktest(ctx, rule.doc) : null;
  const about = { workspace: slug, timezone, renderedAt: ctx.clock.now() };
  const asked = { workspace: slug, timezone, doc: rule.doc, backtest };
  return (
    <>
      <RuleHead view={view} canWrite={canWrite} {...about} />
      {isOpen ? (
        <RuleEditor key={rule.id} saved={{ id: rule.id, version: rule.version }} {...asked} />
      ) : (
        <RuleReadout rule={rule} {...asked} />
      )}
      <RuleSeries view={view} {...about} />
      <RuleHistory ruleId={rule.id} {...about} />
    </>
  );
}

const findRule = cache(async (ctx: PageContext, id: string): Promise<RuleView | null> => {
  try {
    return await getRule(ctx, { id });
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
});

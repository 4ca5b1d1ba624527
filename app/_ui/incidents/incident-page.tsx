'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { IncidentChange, Person } from '@/app/_data/incidents/incident-change';
import { viewQuery } from '@/app/_data/incidents/incident-queries';
import { useIncidentChanges, type IncidentChanges } from '@/app/_data/incidents/use-incident-changes';
import { useWorkspace } from '@/app/_data/live-provider';
import { Notice } from '@/app/_ui/kit/notice';
import { useNow } from '@/app/_ui/panels/use-now';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { ActionBar } from './action-bar';
import { ActionSheet } from './action-sheet';
import { AlertList } from './alert-list';
import { ChangeToast } from './change-toast';
import { CommentBox } from './comment-box';
import { EvidenceCharts } from './evidence-charts';
import { IncidentBanners } from './incident-banners';
import { IncidentHead } from './incident-head';
import { IncidentKeys } from './incident-keys';
import { IncidentSkeleton } from './incident-skeleton';
import { incidentHref } from './incident-words';
import { MergeDialog } from './merge-dialog';
import { NextTold } from './next-told';
import { RelatedChanges } from './related-changes';
import { Suspects } from './suspects';
import { Timeline } from './timeline';

type Props = {
  id: string;
  me: Person;
  canHandle: boolean;
  timezone: string;
  renderedAt: number;
};

/** All of one incident, as it is at every moment, and everything that can be done about it. */
export function IncidentPage(props: Props) {
  const workspace = useWorkspace();
  const { data: view, error } = useQuery(viewQuery(workspace, props.id));
  const changes = useIncidentChanges(props.me);
  if (!view) return error ? <Failed text={error.message} /> : <IncidentSkeleton />;
  const shown = { ...view, incident: changes.shown(view.incident) };
  return (
    <>
      {error && <Failed text={error.message} />}
      <Shown {...props} view={shown} stored={view} changes={changes} workspace={workspace} />
      <ChangeToast changes={changes} isAboveBar />
    </>
  );
}

const Failed = ({ text }: { text: string }) => (
  <Notice tone="warn" className="mb-4" title="This incident cannot be refreshed at the moment">
    {text}
  </Notice>
);

type ShownProps = Props & {
  /** With the changes that are under way. */
  view: IncidentView;
  stored: IncidentView;
  changes: IncidentChanges;
  workspace: string;
};

function Shown(props: ShownProps) {
  const { view, workspace, timezone, renderedAt, canHandle, changes } = props;
  const { incident, alerts, evidence } = view;
  const [isRenaming, setRenaming] = useState(false);
  const place = { workspace, timezone, renderedAt };
  const act = useAct(props);
  const handle = canHandle ? act : undefined;
  return (
    <div className="max-lg:pb-16">
      <IncidentHead
        {...{ view, isRenaming, setRenaming, ...place }}
        onRename={handle && ((title) => void handle({ kind: 'edit', title }))}
        actions={
          handle && (
            <Actions {...props} act={handle} onRename={() => setRenaming(true)} isChanging={changes.isChanging} />
          )
        }
      />
      <IncidentBanners view={view} {...place} onChange={handle && ((change) => void handle(change))} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_auto_1fr]">
        {evidence.length > 0 && (
          <div className="lg:col-start-1 lg:row-start-1">
            <EvidenceCharts {...{ evidence, alerts, workspace, timezone }} />
          </div>
        )}
        <div className="lg:col-start-1 lg:row-start-2">
          <AlertList
            {...{ alerts, evidence, canHandle, ...place }}
            onSplit={
              handle && incident.status !== 'merged'
                ? (alertIds) => void handle({ kind: 'split', alertIds })
                : undefined
            }
          />
        </div>
        <aside aria-label="Around the incident" className="grid gap-4 lg:col-start-2 lg:row-span-3 lg:row-start-1">
          <NextTold view={view} workspace={workspace} renderedAt={renderedAt} />
          <Suspects id={incident.id} />
          <RelatedChanges related={view.related} openedAt={incident.openedAt} />
        </aside>
        <div className="lg:col-start-1 lg:row-start-3">
          <Timeline
            timeline={view.timeline}
            timezone={timezone}
            renderedAt={renderedAt}
            commentBox={
              handle && <CommentBox onComment={async (text) => (await handle({ kind: 'comment', text })) !== null} />
            }
          />
        </div>
      </div>
    </div>
  );
}

type Act = (change: IncidentChange) => Promise<IncidentView | null>;

/** Changes the incident. What leads to another incident is followed there. */
function useAct({ stored, changes, workspace }: ShownProps): Act {
  const router = useRouter();
  return async (change) => {
    const after = await changes.change(stored.incident, change);
    if (after && change.kind === 'merge') router.push(incidentHref(change.into, workspace));
    return after;
  };
}

type ActionsProps = ShownProps & { act: Act; onRename: () => void; isChanging: IncidentChanges['isChanging'] };

function Actions({ view, me, renderedAt, act, onRename, isChanging }: ActionsProps) {
  const { incident, members } = view;
  const [open, setOpen] = useState<'sheet' | 'merge' | null>(null);
  const now = useNow(renderedAt);
  const change = (one: IncidentChange): void => void act(one);
  const close = (): void => setOpen(null);
  return (
    <>
      <ActionBar
        {...{ incident, renderedAt }}
        onChange={change}
        isChanging={(kind) => isChanging(incident, kind)}
        onMore={() => setOpen('sheet')}
      />
      <IncidentKeys incident={incident} onChange={change} />
      {open === 'sheet' && (
        <ActionSheet
          {...{ incident, me }}
          members={members.map(({ userId, name }) => ({ id: userId, name }))}
          now={now}
          onChange={change}
          onMerge={() => setOpen('merge')}
          onRename={() => {
            close();
            onRename();
          }}
          onClose={close}
        />
      )}
      {open === 'merge' && (
        <MergeDialog
          incident={incident}
          renderedAt={renderedAt}
          onMerge={(into) => {
            close();
            change({ kind: 'merge', into: into.id });
          }}
          onClose={close}
        />
      )}
    </>
  );
}

'use client';

import { SaveBar } from '../save-bar';
import type { RoutingState } from '../notification-calls';
import { useRecentAlerts } from '../use-recent-alerts';
import { useRoutingDraft } from '../use-routing-draft';
import { Advanced } from './advanced';
import type { ChannelRef } from './channel-ref';
import { startWith, tellsNobody } from './edit-routing';
import { Inhibitions } from './inhibitions';
import { Policies } from './policies';
import { Receivers } from './receivers';
import { RoutingSummary } from './routing-summary';
import { StartCard } from './start-card';
import { TryCard } from './try-card';

export type RoutingEditorProps = {
  workspace: string;
  timezone: string;
  state: RoutingState;
  channels: readonly ChannelRef[];
  canManage: boolean;
};

/** Who is told of what: read by everybody, changed by those who manage it, saved as a whole. */
export function RoutingEditor({ workspace, timezone, state, channels, canManage }: RoutingEditorProps) {
  const draft = useRoutingDraft(workspace, state);
  const recent = useRecentAlerts(workspace);
  const { routing, isDirty, change } = draft;
  return (
    <>
      <div className="grid gap-6 pb-16 xl:grid-cols-[minmax(0,1fr)_23rem] xl:items-start">
        <div className="grid gap-6">
          {tellsNobody(routing) ? (
            <StartCard
              routing={routing}
              channels={channels}
              canManage={canManage}
              onStart={(channel) => change(startWith(routing, channel))}
            />
          ) : (
            <RoutingSummary routing={routing} channels={channels} isDirty={isDirty} />
          )}
          <Policies draft={draft} recent={recent} timezone={timezone} canManage={canManage} />
          <Receivers draft={draft} channels={channels} canManage={canManage} />
          <Inhibitions draft={draft} recent={recent} canManage={canManage} />
          <Advanced draft={draft} canManage={canManage} />
        </div>
        <TryCard workspace={workspace} timezone={timezone} recent={recent} channels={channels} isDirty={isDirty} />
      </div>
      <SaveBar draft={draft} />
    </>
  );
}

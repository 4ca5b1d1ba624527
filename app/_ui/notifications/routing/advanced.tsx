'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Card } from '@/app/_ui/kit/card';
import { Field, Input } from '@/app/_ui/kit/field';
import { Textarea } from '@/app/_ui/kit/textarea';
import type { Routing } from '@/lib/model/routing';
import { faultsWithin, reasonAt } from '../field-faults';
import { SpanField, tidySpan } from '../span-field';
import type { RoutingDraft } from '../use-routing-draft';
import { PartFaults } from './part-faults';
import { parseTopology, topologyText } from './topology-text';

type Props = { draft: RoutingDraft; canManage: boolean };

/** What few need: what depends on what, and a dead man's switch, whose address is for those who manage it. */
export function Advanced({ draft, canManage }: Props) {
  const { heartbeat, topology } = draft.routing;
  return (
    <details className="group">
      <summary className="rounded-sm text-sm font-medium text-muted hover:text-ink">
        <ChevronRight
          aria-hidden
          className="mr-1.5 inline size-4 align-text-bottom transition-transform group-open:rotate-90"
        />
        {canManage ? 'Advanced: dead man’s switch and topology' : 'Advanced: topology'}
        <span className="font-normal whitespace-nowrap text-faint">
          {' '}
          ({canManage && (heartbeat ? 'switch on, ' : 'switch off, ')}
          {topology.length} {topology.length === 1 ? 'pair' : 'pairs'})
        </span>
      </summary>
      <fieldset disabled={!canManage} className="mt-3 grid gap-3 lg:grid-cols-2">
        <legend className="sr-only">Advanced</legend>
        {canManage && <HeartbeatCard draft={draft} />}
        <TopologyCard draft={draft} />
      </fieldset>
    </details>
  );
}

function HeartbeatCard({ draft: { routing, faults, change } }: { draft: RoutingDraft }) {
  const { heartbeat, ...rest } = routing;
  const urlError = reasonAt(faults, 'heartbeat.url');
  const set = (next: Routing['heartbeat']): void => change(next ? { ...rest, heartbeat: next } : rest);
  return (
    <Card className="grid content-start gap-3 px-4 py-4 sm:px-5">
      <div>
        <h3 className="text-sm font-semibold">Dead man’s switch</h3>
        <p className="mt-0.5 text-sm text-muted">
          This portal calls an address at regular times. A service such as healthchecks.io raises the alarm when the
          calls stop: the only way to hear of a portal that is down.
        </p>
      </div>
      <Field
        label="URL to call"
        htmlFor="heartbeat-url"
        hint="Empty switches it off."
        {...(urlError !== undefined && { error: urlError })}
      >
        <Input
          id="heartbeat-url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://hc-ping.com/…"
          value={heartbeat?.url ?? ''}
          {...(urlError !== undefined && { 'aria-invalid': true, 'aria-describedby': 'heartbeat-url-error' })}
          onChange={({ target: { value } }) =>
            set(value.trim() === '' ? undefined : { every: heartbeat?.every ?? '1m', url: value.trim() })
          }
        />
      </Field>
      {heartbeat && (
        <SpanField
          id="heartbeat-every"
          label="Every"
          error={reasonAt(faults, 'heartbeat.every')}
          value={heartbeat.every}
          onChange={(every) => set({ ...heartbeat, every: tidySpan(every) })}
        />
      )}
    </Card>
  );
}

function TopologyCard({ draft: { routing, faults, change } }: { draft: RoutingDraft }) {
  const [text, setText] = useState(topologyText(routing.topology));
  const { pairs, unread } = parseTopology(text);
  // Taken back or loaded anew from outside: what is typed gives way.
  const shown = JSON.stringify(pairs) === JSON.stringify(routing.topology) ? text : topologyText(routing.topology);
  return (
    <Card className="grid content-start gap-3 px-4 py-4 sm:px-5">
      <div>
        <h3 className="text-sm font-semibold">What depends on what</h3>
        <p className="mt-0.5 text-sm text-muted">
          Alerts of places that depend on each other are put into one incident. The portal also learns this by itself.
        </p>
      </div>
      <Field
        label="Pairs, one per line"
        htmlFor="topology"
        hint={unread === null ? 'For example: checkout → payments' : `“${unread}” is not a pair yet.`}
      >
        <Textarea
          id="topology"
          rows={5}
          spellCheck={false}
          className="font-mono text-xs"
          placeholder={'checkout → payments\ncart → checkout'}
          value={shown}
          onChange={({ target: { value } }) => {
            setText(value);
            change({ ...routing, topology: parseTopology(value).pairs });
          }}
        />
      </Field>
      <PartFaults faults={faultsWithin(faults, 'topology')} />
    </Card>
  );
}

'use client';

import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import type { RetentionStatus } from '@/lib/model/retention';
import { RetentionDialog } from './retention-dialog';
import { choiceOf, daysOf, RetentionFields } from './retention-fields';

type Props = { initial: number | null; workspace: { slug: string; name: string }; canManage: boolean };

/** How long this workspace keeps its events. A change is asked about first, with how many events would go. */
export function RetentionCard({ initial, workspace, canManage }: Props) {
  const [days, setDays] = useState(initial);
  const [choice, setChoice] = useState(() => choiceOf(initial));
  const [asked, setAsked] = useState<RetentionStatus | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const wanted = daysOf(choice);
  const look = async (to: number | null): Promise<void> => {
    setFault(null);
    try {
      const path = `/api/retention${to === null ? '' : `?days=${to}`}`;
      const { expired } = await callApi<RetentionStatus>(path, { method: 'GET', workspace: workspace.slug });
      setAsked({ days: to, expired: to === null ? null : expired });
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Card className="max-w-xl" data-retention={days ?? 'forever'}>
      <CardHeader title="Retention" description={`How long the workspace “${workspace.name}” keeps its events.`} />
      <CardBody className="flex flex-wrap items-end gap-3">
        <RetentionFields value={choice} onChange={setChoice} disabled={!canManage} />
        {canManage ? (
          <Button
            disabled={wanted === undefined || wanted === days}
            onClick={() => wanted !== undefined && void look(wanted)}
          >
            Change
          </Button>
        ) : (
          <p className="text-xs text-faint">Owners of the workspace can change it.</p>
        )}
        {fault !== null && (
          <p role="alert" className="w-full text-xs text-bad">
            {fault}
          </p>
        )}
      </CardBody>
      <RetentionDialog asked={asked} workspace={workspace.slug} onClose={() => setAsked(null)} onDone={setDays} />
    </Card>
  );
}

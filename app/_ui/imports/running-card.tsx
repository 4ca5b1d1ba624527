'use client';

import { useEffect, useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { Notice } from '@/app/_ui/kit/notice';
import { Progress } from '@/app/_ui/kit/progress';
import type { ImportJob } from '@/lib/model/import-job';
import { BadRows } from './bad-rows';
import { count, duration } from './job-words';

type Props = { job: ImportJob; workspace: string; onChanged: () => void };
type Seen = { at: number; rows: number; position: number };

/** A load under way: how far, how fast, how long still. */
export function RunningCard({ job, workspace, onChanged }: Props) {
  const pace = usePace(job);
  const share = job.positionTotal > 0 ? job.position / job.positionTotal : null;
  return (
    <Card>
      <CardHeader
        title={job.fileName}
        description={`${count(job.rowsLoaded)} events loaded`}
        action={
          <ConfirmButton
            label="Cancel"
            title="Stop this import?"
            description="What has been loaded stays. The uploaded file is deleted."
            confirm="Stop the import"
            action={async () => {
              await callApi(`/api/imports/${job.id}/cancel`, { method: 'POST', workspace });
              onChanged();
            }}
          />
        }
      />
      <CardBody className="grid gap-3">
        <Progress value={share} label={`Loading ${job.fileName}`} />
        <p className="text-sm text-muted" aria-live="off">
          {share === null ? 'Starting' : `${Math.floor(share * 100)} %`}
          {pace && `, ${count(pace.rowsPerSecond)} rows/s, ${duration(pace.leftMs)} left`}
          {job.rowsBad > 0 && `, ${count(job.rowsBad)} rows left out`}
        </p>
        {job.error !== null && <Notice tone="warn">{job.error}</Notice>}
        <BadRows job={job} />
      </CardBody>
    </Card>
  );
}

/** The pace since this page first saw the job; the store knows only how far it is. */
function usePace(job: ImportJob): { rowsPerSecond: number; leftMs: number } | null {
  const [first, setFirst] = useState<Seen | null>(null);
  const [last, setLast] = useState<Seen | null>(null);
  useEffect(() => {
    const seen = { at: performance.now(), rows: job.rowsLoaded, position: job.position };
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the time of arrival is not known while rendering
    setFirst((known) => known ?? seen);
    setLast(seen);
  }, [job.rowsLoaded, job.position]);
  if (!first || !last || last.position <= first.position) return null;
  const tookMs = last.at - first.at;
  return {
    rowsPerSecond: (last.rows - first.rows) / (tookMs / 1_000),
    leftMs: ((job.positionTotal - last.position) * tookMs) / (last.position - first.position),
  };
}

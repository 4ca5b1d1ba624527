'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import type { ImportJob, ImportMapping } from '@/lib/model/import-job';
import type { ImportPreview } from '@/lib/model/import-preview';
import { formatWords, size } from './job-words';
import { MappingTable } from './mapping-table';
import { PreviewTable } from './preview-table';

type Props = { job: ImportJob; mapping: ImportMapping; workspace: string; onChanged: () => void };

/** How an uploaded file is understood: to be looked over, corrected and started. */
export function MappingCard({ job, mapping: inferred, workspace, onChanged }: Props) {
  const [mapping, setMapping] = useState(inferred);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const preview = useQuery({
    queryKey: ['import-preview', job.id, mapping],
    queryFn: () =>
      callApi<ImportPreview>(`/api/imports/${job.id}/preview`, { method: 'POST', workspace, body: { mapping } }),
    placeholderData: keepPreviousData,
  });
  const act = async (door: 'start' | 'cancel'): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      await callApi(`/api/imports/${job.id}/${door}`, {
        method: 'POST',
        workspace,
        ...(door === 'start' && { body: { mapping } }),
      });
      onChanged();
    } catch (error) {
      setFault((error as Error).message);
      setBusy(false);
    }
  };
  return (
    <Card>
      <CardHeader
        title={job.fileName}
        description={`${formatWords[mapping.format]}, ${size(job.fileBytes)}. Check what each column becomes, then load it.`}
      />
      <WholeFileFields id={job.id} mapping={mapping} onChange={setMapping} />
      <MappingTable mapping={mapping} samples={preview.data?.columns ?? []} onChange={setMapping} />
      <h3 className="px-5 pt-5 pb-1 text-sm font-semibold">As it will be stored</h3>
      {preview.data ? (
        <PreviewTable rows={preview.data.rows} />
      ) : (
        !preview.isError && <Skeleton className="mx-5 my-3 h-40" />
      )}
      <CardBody className="grid gap-3">
        {preview.isError && <Notice tone="warn">{preview.error.message}</Notice>}
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            disabled={isBusy || preview.isError}
            aria-busy={isBusy}
            onClick={() => void act('start')}
          >
            Load the file
          </Button>
          <Button disabled={isBusy} onClick={() => void act('cancel')}>
            Discard
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}

type FieldsProps = { id: string; mapping: ImportMapping; onChange: (mapping: ImportMapping) => void };

/** What holds for all rows of the file. */
function WholeFileFields({ id, mapping, onChange }: FieldsProps) {
  return (
    <CardBody className="grid gap-4 sm:grid-cols-2">
      <Field label="Event name" htmlFor={`name-${id}`} hint="For rows without a name of their own.">
        <Input
          id={`name-${id}`}
          value={mapping.eventName}
          maxLength={200}
          onChange={(event) => onChange({ ...mapping, eventName: event.target.value })}
        />
      </Field>
      <Field label="Timezone" htmlFor={`zone-${id}`} hint="Of times that name none, such as Europe/Berlin.">
        <Input
          id={`zone-${id}`}
          value={mapping.timezone}
          onChange={(event) => onChange({ ...mapping, timezone: event.target.value })}
        />
      </Field>
    </CardBody>
  );
}

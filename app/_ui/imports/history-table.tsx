import { Badge } from '@/app/_ui/kit/badge';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import type { ImportJob } from '@/lib/model/import-job';
import { BadRows } from './bad-rows';
import { count, moment, size, stateWords } from './job-words';

/** What was imported before, newest first. */
export function ImportHistory({ jobs }: { jobs: readonly ImportJob[] }) {
  if (jobs.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Earlier imports" />
      <CardBody>
        <ul className="grid gap-4">
          {jobs.map((job) => (
            <li key={job.id} className="grid gap-2">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <span className="min-w-0 truncate font-medium">{job.fileName}</span>
                <Badge tone={stateWords[job.state].tone}>{stateWords[job.state].label}</Badge>
                <span className="text-muted">
                  {count(job.rowsLoaded)} events, {size(job.fileBytes)}
                </span>
                <time dateTime={new Date(job.createdAt).toISOString()} className="text-xs text-faint sm:ml-auto">
                  {moment(job.createdAt)} UTC
                </time>
              </div>
              {job.error !== null && <p className="text-sm text-bad">{job.error}</p>}
              <BadRows job={job} />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

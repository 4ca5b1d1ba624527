import { Skeleton } from '@/app/_ui/kit/skeleton';

/** The shape of an incident while it is fetched. */
export function IncidentSkeleton() {
  return (
    <div role="status" aria-label="Loading the incident" className="grid gap-4">
      <Skeleton className="h-6 w-60" />
      <Skeleton className="h-8 w-full max-w-xl" />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-72" />
        <Skeleton className="h-40" />
      </div>
    </div>
  );
}

import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';

export default function IncidentNotFound() {
  return (
    <Card>
      <h1 className="sr-only">No such incident</h1>
      <EmptyState
        icon={SearchX}
        title="There is no such incident in this workspace"
        className="py-16"
        action={
          <Link href="/incidents" prefetch={false} className={buttonClass({ variant: 'primary' })}>
            All incidents
          </Link>
        }
      >
        The link may be incomplete, or belong to another workspace.
      </EmptyState>
    </Card>
  );
}

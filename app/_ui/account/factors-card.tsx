'use client';

import { useRouter } from 'next/navigation';
import { callApi } from '@/app/_ui/http/call-api';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';

type Props = { workspace: string; members: readonly { userId: string; name: string; email: string }[] };

/** Members with a second factor, for whoever lost the phone and the recovery codes. */
export function FactorsCard({ workspace, members }: Props) {
  const router = useRouter();
  const reset = async (userId: string): Promise<void> => {
    await callApi(`/api/members/${encodeURIComponent(userId)}/second-factor`, { method: 'DELETE', workspace });
    router.refresh();
  };
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Second factors"
        description="Who lost their phone and their recovery codes needs it reset. Make sure that it is really them who ask."
        className="pb-3"
      />
      <ul className="divide-y divide-line border-t border-line" aria-label="Second factors">
        {members.map(({ userId, name, email }) => (
          <li key={userId} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
            <div className="min-w-0 flex-1 basis-52">
              <p className="truncate text-sm font-medium">{name}</p>
              <p className="truncate text-xs text-muted">{email}</p>
            </div>
            <ConfirmButton
              label="Reset"
              title={`Reset the second factor of ${name}?`}
              description="Their password alone signs them in from then on, until they set one up again. They are signed out everywhere now."
              confirm="Reset"
              action={() => reset(userId)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

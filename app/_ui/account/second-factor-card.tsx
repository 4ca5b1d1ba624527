'use client';

import { useState } from 'react';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { formatMoment } from '@/lib/chart/format-time';
import type { SecondFactorStatus } from '@/lib/model/second-factor';
import { EnrolDialog } from './enrol-dialog';
import { ProveDialog } from './prove-dialog';
import { RecoveryCodes } from './recovery-codes';

type Props = { initial: SecondFactorStatus; workspace: string; timezone: string };

/** A code of an app beside the password: set up, renew the recovery codes, turn off. */
export function SecondFactorCard({ initial, workspace, timezone }: Props) {
  const [status, setStatus] = useState(initial);
  const [dialog, setDialog] = useState<'enrol' | 'renew' | 'remove' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const isOn = (recoveryCodes: string[]): void => {
    setCodes(recoveryCodes);
    setStatus((known) => ({
      isOn: true,
      since: known.since ?? Date.now(),
      recoveryCodesLeft: recoveryCodes.length,
    }));
    setDialog(null);
  };
  const isOff = (): void => {
    setStatus({ isOn: false, since: null, recoveryCodesLeft: 0 });
    setCodes(null);
    setDialog(null);
  };
  const close = (): void => setDialog(null);
  return (
    <Card data-second-factor={status.isOn ? 'on' : 'off'}>
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            Second factor <Badge tone={status.isOn ? 'good' : 'neutral'}>{status.isOn ? 'On' : 'Off'}</Badge>
          </span>
        }
        description="After the password, a code of an authenticator app: whoever learns your password alone stays outside."
      />
      <CardBody className="grid gap-4">
        {codes !== null && <RecoveryCodes codes={codes} />}
        {status.isOn ? (
          <>
            <State status={status} timezone={timezone} />
            <Choices onChoose={setDialog} />
          </>
        ) : (
          <div>
            <Button variant="primary" onClick={() => setDialog('enrol')}>
              Set up
            </Button>
          </div>
        )}
      </CardBody>
      {dialog === 'enrol' && <EnrolDialog workspace={workspace} onClose={close} onDone={isOn} />}
      {dialog === 'renew' && (
        <ProveDialog
          {...renewing}
          workspace={workspace}
          onClose={close}
          onDone={(answer) => isOn(answer?.recoveryCodes ?? [])}
        />
      )}
      {dialog === 'remove' && <ProveDialog {...removing} workspace={workspace} onClose={close} onDone={isOff} />}
    </Card>
  );
}

const Choices = ({ onChoose }: { onChoose: (dialog: 'renew' | 'remove') => void }) => (
  <div className="flex flex-wrap gap-2">
    <Button onClick={() => onChoose('renew')}>New recovery codes</Button>
    <Button variant="danger-quiet" onClick={() => onChoose('remove')}>
      Turn off
    </Button>
  </div>
);

const renewing = {
  title: 'Make new recovery codes?',
  description: 'The old ones stop working at once.',
  confirm: 'Make new codes',
  path: '/api/account/recovery-codes',
};
const removing = {
  title: 'Turn the second factor off?',
  description: 'Your password alone signs you in from then on. The recovery codes stop working.',
  confirm: 'Turn off',
  path: '/api/account/second-factor/remove',
};

function State({
  status: { since, recoveryCodesLeft: left },
  timezone,
}: {
  status: SecondFactorStatus;
  timezone: string;
}) {
  if (left <= 2)
    return (
      <Notice tone="warn" title={left === 0 ? 'No recovery code is left' : `Only ${left} recovery codes are left`}>
        Make new ones, or a lost phone locks you out.
      </Notice>
    );
  return (
    <p className="text-sm text-muted">
      {since === null ? '' : `On since ${formatMoment(since, timezone)}. `}
      {left} recovery codes are left.
    </p>
  );
}

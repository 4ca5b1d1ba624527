'use client';

import { useState } from 'react';
import { Drawer } from '@/app/_ui/kit/drawer';
import { Field } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { Textarea } from '@/app/_ui/kit/textarea';
import type { FieldError } from '@/lib/errors/app-error';
import type { Matcher } from '@/lib/model/matcher';
import type { Silence } from '@/lib/model/silence';
import { asError, faultsOf, faultsWithin, reasonAt } from '../field-faults';
import { FormEnd } from '../form-end';
import { matcherFault } from '../matcher-words';
import { MatchersField } from '../matchers-field';
import { saveSilence, type SilenceForm } from '../notification-calls';
import type { RecentAlerts } from '../use-recent-alerts';
import { SilencePreviewCard } from './silence-preview';
import { beginning, periodOf, type Period } from './silence-period';
import { PeriodFields } from './period-fields';

type Props = {
  workspace: string;
  timezone: string;
  /** Null makes a new one. */
  silence: Silence | null;
  matchers: readonly Matcher[];
  comment: string;
  recent: RecentAlerts;
  now: number;
  onSaved: (silence: Silence) => void;
  onClose: () => void;
};

const anyMatcher: Matcher = { name: '', value: '', isEqual: true, isRegex: false };

/** A silence being made or changed: what, how long and why, with what it would keep from being told. */
export function SilenceDialog({ workspace, timezone, silence, recent, now, onSaved, onClose, ...props }: Props) {
  const [matchers, setMatchers] = useState<Matcher[]>(props.matchers.length > 0 ? [...props.matchers] : [anyMatcher]);
  const [comment, setComment] = useState(props.comment);
  const [period, setPeriod] = useState<Period>(() => beginning(silence, timezone, now));
  const { faults, failure, isBusy, save } = useSaving({ workspace, id: silence?.id ?? null, onSaved });
  const written = matchers.filter(({ name }) => name !== '');
  const commentError = reasonAt(faults, 'comment');
  return (
    <Drawer
      title={silence ? 'Change the silence' : 'New silence'}
      description="The alerts still fire; nobody is told of them."
      onClose={onClose}
    >
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void save({ matchers: written, comment: comment.trim(), ...periodOf(period, timezone, now) });
        }}
      >
        <MatchersField
          legend="Alerts to silence"
          hint="All have to match."
          matchers={matchers}
          recent={recent}
          faults={faultsWithin(faults, 'matchers')}
          onChange={setMatchers}
        />
        {reasonAt(faults, 'matchers') !== undefined && written.length === 0 && (
          <p role="alert" className="-mt-3 text-xs text-bad">
            {reasonAt(faults, 'matchers')}
          </p>
        )}
        <PeriodFields {...{ period, timezone, faults }} onChange={setPeriod} />
        <Field label="Why" htmlFor="silence-comment" {...(commentError !== undefined && { error: commentError })}>
          <Textarea
            id="silence-comment"
            rows={2}
            maxLength={2_000}
            placeholder="Database upgrade, see OPS-512"
            value={comment}
            {...(commentError !== undefined && { 'aria-invalid': true, 'aria-describedby': 'silence-comment-error' })}
            onChange={(event) => setComment(event.target.value)}
          />
        </Field>
        <SilencePreviewCard workspace={workspace} timezone={timezone} matchers={written} />
        {failure && <Notice tone="bad">{failure.message}</Notice>}
        <FormEnd done={silence ? 'Save' : 'Silence'} isBusy={isBusy} onCancel={onClose} />
      </form>
    </Drawer>
  );
}

type Saving = { workspace: string; id: string | null; onSaved: (silence: Silence) => void };
type Form = Omit<SilenceForm, 'startsAt' | 'endsAt'> & { startsAt: number | null; endsAt: number | null };

/** Checks what can be checked here, then asks the portal; faults stand at their fields. */
function useSaving({ workspace, id, onSaved }: Saving) {
  const [own, setOwn] = useState<FieldError[]>([]);
  const [failure, setFailure] = useState<Error | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async (form: Form): Promise<void> => {
    const found = formFaults(form);
    setOwn(found);
    setFailure(null);
    const { startsAt, endsAt } = form;
    if (found.length > 0 || startsAt === null || endsAt === null) return;
    setBusy(true);
    try {
      onSaved(await saveSilence(workspace, id, { ...form, startsAt, endsAt }));
    } catch (thrown) {
      setFailure(asError(thrown));
      setBusy(false);
    }
  };
  return { faults: [...own, ...faultsOf(failure)], failure, isBusy, save };
}

function formFaults({ matchers, comment, startsAt, endsAt }: Form): FieldError[] {
  const faults: FieldError[] = [];
  if (matchers.length === 0) faults.push({ path: 'matchers', reason: 'Say which alerts: name at least one label' });
  matchers.forEach((matcher, at) => {
    const reason = matcherFault(matcher);
    if (reason !== null) faults.push({ path: `matchers.${at}`, reason });
  });
  if (comment === '') faults.push({ path: 'comment', reason: 'Say why, for those who come after you' });
  if (startsAt === null) faults.push({ path: 'startsAt', reason: 'Needs a date and a time' });
  if (endsAt === null) faults.push({ path: 'endsAt', reason: 'Needs a date and a time' });
  else if (startsAt !== null && endsAt <= startsAt)
    faults.push({ path: 'endsAt', reason: 'The end has to come after the beginning' });
  return faults;
}

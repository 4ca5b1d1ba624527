'use client';

import { CalendarPlus, Ellipsis, Pencil, Repeat2 } from 'lucide-react';
import { Badge, type Tone } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/app/_ui/kit/menu';
import type { Silence, SilenceState } from '@/lib/model/silence';
import { dayMs, hourMs } from '@/lib/time/duration';
import { MatcherChips } from '../matcher-chips';
import { whenWords } from './silence-words';

export type SilenceActs = {
  onEdit: () => void;
  onExtend: (byMs: number) => void;
  onEnd: () => void;
  /** Makes a new one with the same matchers. */
  onAgain: () => void;
};
type Props = { silence: Silence; state: SilenceState; now: number; timezone: string; acts: SilenceActs | null };

const looks: Record<SilenceState, { label: string; tone: Tone }> = {
  active: { label: 'Active', tone: 'accent' },
  pending: { label: 'Pending', tone: 'warn' },
  expired: { label: 'Over', tone: 'neutral' },
};
const extensions = [
  ['1 hour', hourMs],
  ['4 hours', 4 * hourMs],
  ['1 day', dayMs],
] as const;

/** One silence: what it keeps from being told, until when, why and by whom. */
export function SilenceRow({ silence, state, now, timezone, acts }: Props) {
  const { label, tone } = looks[state];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-1.5">
          <Badge tone={tone}>{label}</Badge>
          <MatcherChips matchers={silence.matchers} />
        </div>
        <p className="mt-1.5 text-sm break-words">{silence.comment}</p>
        <p className="mt-0.5 text-xs text-muted">
          {whenWords(silence, state, { now, timezone })} <span aria-hidden>·</span> by {silence.createdBy}
        </p>
      </div>
      {acts && <Acts comment={silence.comment} state={state} acts={acts} />}
    </li>
  );
}

function Acts({ comment, state, acts }: { comment: string; state: SilenceState; acts: SilenceActs }) {
  if (state === 'expired')
    return (
      <Button size="sm" variant="quiet" onClick={acts.onAgain} aria-label={`Silence again: ${comment}`}>
        <Repeat2 aria-hidden />
        Silence again
      </Button>
    );
  return (
    <div className="ml-auto flex items-center gap-1">
      <Button size="sm" onClick={acts.onEnd} aria-label={`End now: ${comment}`}>
        End now
      </Button>
      <Menu
        trigger={
          <Button variant="quiet" size="icon-sm" aria-label={`Menu of ${comment}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuLabel>Extend by</MenuLabel>
        {extensions.map(([label, byMs]) => (
          <MenuItem key={label} onSelect={() => acts.onExtend(byMs)}>
            <CalendarPlus aria-hidden />
            {label}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={acts.onEdit}>
          <Pencil aria-hidden />
          Change
        </MenuItem>
      </Menu>
    </div>
  );
}

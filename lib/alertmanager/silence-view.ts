import type { Matcher } from '@/lib/model/matcher';
import { silenceState, type Silence } from '@/lib/model/silence';

/** A silence as GET /api/v2/silences has it. */
export type GettableSilence = {
  id: string;
  status: { state: 'pending' | 'active' | 'expired' };
  updatedAt: string;
  comment: string;
  createdBy: string;
  endsAt: string;
  matchers: Matcher[];
  startsAt: string;
};

const iso = (ms: number) => new Date(ms).toISOString();

export function silenceView(silence: Silence, now: number): GettableSilence {
  return {
    id: silence.id,
    status: { state: silenceState(silence, now) },
    updatedAt: iso(silence.updatedAt),
    comment: silence.comment,
    createdBy: silence.createdBy,
    endsAt: iso(silence.endsAt),
    matchers: silence.matchers.map(({ isEqual, isRegex, name, value }) => ({ isEqual, isRegex, name, value })),
    startsAt: iso(silence.startsAt),
  };
}

const rank = { active: 0, pending: 1, expired: 2 };

/** Alertmanager's order: active ones by their end, then pending ones by their start, then the ones that ended last. */
export function compareSilences(now: number): (a: Silence, b: Silence) => number {
  return (a, b) => {
    const [left, right] = [silenceState(a, now), silenceState(b, now)];
    if (left !== right) return rank[left] - rank[right];
    if (left === 'active') return a.endsAt - b.endsAt || a.startsAt - b.startsAt;
    return left === 'pending' ? a.startsAt - b.startsAt : b.endsAt - a.endsAt;
  };
}

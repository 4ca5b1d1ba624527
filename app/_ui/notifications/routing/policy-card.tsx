import { ArrowDown, ArrowUp, Copy, CornerDownRight, Ellipsis, Moon, Pencil, Timer, Trash2 } from 'lucide-react';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { Menu, MenuItem, MenuSeparator } from '@/app/_ui/kit/menu';
import type { FieldError } from '@/lib/errors/app-error';
import type { Policy } from '@/lib/model/routing';
import { MatcherChips } from '../matcher-chips';
import { afterWords } from '../span-words';
import { PartFaults } from './part-faults';
import { pacingWords, quietWords } from './routing-words';

export type PolicyActs = {
  onEdit: () => void;
  onMove: (by: -1 | 1) => void;
  onCopy: () => void;
  onRemove: () => void;
};
type Props = {
  policy: Policy;
  place: { at: number; of: number };
  faults: readonly FieldError[];
  /** Null for those who may only look. */
  acts: PolicyActs | null;
};

/** One policy: what it is for, who is told when, and how messages are paced. */
export function PolicyCard({ policy, place, faults, acts }: Props) {
  return (
    <Card className="px-4 py-3.5 sm:px-5" aria-label={policy.name}>
      <header className="flex items-start gap-3">
        <span
          aria-hidden
          className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-full bg-sunken text-2xs font-medium text-muted"
        >
          {place.at + 1}
        </span>
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-center gap-1.5 text-sm font-semibold">
            <span className="break-words">{policy.name}</span>
            {policy.continue && (
              <Badge title="The policies below it are looked at, too">
                <CornerDownRight aria-hidden />
                goes on below
              </Badge>
            )}
          </h3>
          <div className="mt-1.5">
            <MatcherChips matchers={policy.matchers} none="Everything that comes this far" />
          </div>
        </div>
        {acts && <CardActs name={policy.name} place={place} acts={acts} />}
      </header>
      <Steps steps={policy.steps} />
      <div className="mt-3 grid gap-1 text-xs text-muted sm:pl-8">
        <p className="flex items-start gap-1.5">
          <Timer aria-hidden className="mt-0.5 size-3.5 shrink-0 text-faint" />
          {pacingWords(policy)}
        </p>
        {policy.quietHours && (
          <p className="flex items-start gap-1.5">
            <Moon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-faint" />
            {quietWords(policy.quietHours)}
          </p>
        )}
      </div>
      <PartFaults faults={faults} />
    </Card>
  );
}

/** Who is told, in the order of time. */
function Steps({ steps }: Pick<Policy, 'steps'>) {
  if (steps.length === 0) return <p className="mt-3 text-sm text-warn sm:pl-8">Nobody is told of these.</p>;
  return (
    <ol
      aria-label="Steps"
      className="mt-3 flex flex-wrap items-center gap-x-2 gap-y-1.5 max-sm:flex-col max-sm:items-start sm:pl-8"
    >
      {steps.map(({ after, receiver }, at) => (
        <li key={at} className="flex max-w-full min-w-0 items-center gap-2">
          {at > 0 && <span aria-hidden className="h-px w-4 bg-line-strong max-sm:hidden" />}
          <span className="flex min-w-0 items-baseline gap-1.5 rounded-full border border-line bg-sunken py-0.5 pr-2.5 pl-2.5 text-sm">
            <span className="truncate font-medium">{receiver === '' ? '(nobody yet)' : receiver}</span>
            <span className="text-xs whitespace-nowrap text-muted">{afterWords(after)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

type ActsProps = { name: string; place: Props['place']; acts: PolicyActs };

function CardActs({ name, place: { at, of }, acts }: ActsProps) {
  return (
    <div className="-mt-1 -mr-2 flex shrink-0">
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={`Move ${name} up`}
        disabled={at === 0}
        onClick={() => acts.onMove(-1)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={`Move ${name} down`}
        disabled={at === of - 1}
        onClick={() => acts.onMove(1)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Menu
        trigger={
          <Button variant="quiet" size="icon-sm" aria-label={`Menu of ${name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={acts.onEdit}>
          <Pencil aria-hidden />
          Change
        </MenuItem>
        <MenuItem onSelect={acts.onCopy}>
          <Copy aria-hidden />
          Duplicate
        </MenuItem>
        <MenuSeparator />
        <MenuItem isDangerous onSelect={acts.onRemove}>
          <Trash2 aria-hidden />
          Delete
        </MenuItem>
      </Menu>
    </div>
  );
}

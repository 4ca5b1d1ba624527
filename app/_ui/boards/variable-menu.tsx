'use client';

import { Check, ChevronDown } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState, useTransition } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { buttonClass, Button } from '@/app/_ui/kit/button';
import { cn } from '@/app/_ui/kit/class-names';
import { Disclosure } from '@/app/_ui/kit/disclosure';
import { Input } from '@/app/_ui/kit/field';
import { PendingBar } from '@/app/_ui/view/pending-bar';
import { boardHref, chosenOf, withBoard, type BoardPlace } from '@/lib/dashboards/board/board-view';
import { formatValue } from '@/lib/chart/format-number';
import type { Variable } from '@/lib/model/dashboard';

type Props = { variable: Variable; place: BoardPlace };

/** The values of a variable to choose from. What was ticked is applied when the menu closes, so that panels ask once. */
export function VariableMenu({ variable, place }: Props) {
  const chosen = chosenOf(place.view, variable);
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [isOpen, setOpen] = useState(false);
  const [ticked, setTicked] = useState<readonly string[]>(chosen);
  const apply = (values: readonly string[]): void => {
    if (JSON.stringify(values) === JSON.stringify(chosen)) return;
    const variables = { ...place.view.variables, [variable.name]: [...values] };
    start(() => router.push(boardHref(withBoard(place, { variables })), { scroll: false }));
  };
  const toggle = (open: boolean): void => {
    if (open) setTicked(chosen);
    else if (isOpen) apply(ticked);
    setOpen(open);
  };
  const label = variable.label ?? variable.name;
  return (
    <Disclosure
      labelClass={buttonClass()}
      panelClass="w-64 p-2"
      onToggle={toggle}
      label={
        <>
          <span className="font-normal text-muted">{label}</span>
          <span className="max-w-40 truncate">{words(isOpen ? ticked : chosen)}</span>
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </>
      }
    >
      {isPending && <PendingBar />}
      {isOpen && <Choices variable={variable} workspace={place.workspace} ticked={ticked} onTick={setTicked} />}
    </Disclosure>
  );
}

function words(values: readonly string[]): string {
  const [first] = values;
  if (first === undefined) return 'All';
  return values.length === 1 ? first : `${first} + ${values.length - 1}`;
}

type ChoicesProps = {
  variable: Variable;
  workspace: string;
  ticked: readonly string[];
  onTick: (values: readonly string[]) => void;
};

function Choices({ variable, workspace, ticked, onTick }: ChoicesProps) {
  const [search, setSearch] = useState('');
  const id = useId();
  const { options, state } = useOptions(variable, workspace, search);
  const missing = search === '' ? ticked.filter((value) => !options.some((option) => option.value === value)) : [];
  const shown = [...missing.map((value): Option => ({ value })), ...options];
  const tick = (value: string): void => {
    const has = ticked.includes(value);
    if (variable.isMulti) onTick(has ? ticked.filter((one) => one !== value) : [...ticked, value]);
    else onTick(has ? [] : [value]);
  };
  return (
    <div className="grid gap-1.5">
      <Input
        type="search"
        autoFocus
        aria-label={`Search values of ${variable.label ?? variable.name}`}
        aria-controls={id}
        placeholder="Search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          const [first] = options;
          if (event.key === 'Enter' && first) tick(first.value);
        }}
      />
      <ul id={id} className="scroll-quiet max-h-72 overflow-y-auto" aria-label={variable.label ?? variable.name}>
        <li>
          <Tick label="All" isOn={ticked.length === 0} onClick={() => onTick([])} />
        </li>
        {shown.map(({ value, count }) => (
          <li key={value} className="group/row relative">
            <Tick label={value} count={count} isOn={ticked.includes(value)} onClick={() => tick(value)} />
            {variable.isMulti && (
              <Button
                variant="quiet"
                size="sm"
                className="absolute top-1 right-1 h-5.5 bg-raised px-1.5 opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100"
                onClick={() => onTick([value])}
                aria-label={`Only ${value}`}
              >
                only
              </Button>
            )}
          </li>
        ))}
      </ul>
      {state !== null && (
        <p role="status" className="px-1.5 text-xs text-faint">
          {state}
        </p>
      )}
    </div>
  );
}

type TickProps = { label: string; count?: number | undefined; isOn: boolean; onClick: () => void };

function Tick({ label, count, isOn, onClick }: TickProps) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={isOn}
      onClick={onClick}
      className="flex w-full items-center gap-2.5 rounded-md px-1.5 py-1.5 text-left text-sm hover:bg-hover"
    >
      <span
        aria-hidden
        className={cn(
          'grid size-4 shrink-0 place-items-center rounded-sm border',
          isOn ? 'border-accent bg-accent text-on-accent' : 'border-field',
        )}
      >
        {isOn && <Check className="size-3" strokeWidth={3} />}
      </span>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {count !== undefined && <span className="text-xs text-faint">{formatValue(count, 'count')}</span>}
    </button>
  );
}

type Option = { value: string; count?: number };
type CatalogAnswer = { values?: { value: string | number | boolean | null; count: number }[] };

/** The choices that fit a search: of a list at once, of a field from the portal when typing pauses. */
function useOptions(
  variable: Variable,
  workspace: string,
  search: string,
): { options: Option[]; state: string | null } {
  const [found, setFound] = useState<{ options: Option[]; fault: string | null } | null>(null);
  const isFirst = useRef(true);
  const key = variable.type === 'field' ? `${variable.field}\n${variable.event ?? ''}` : null;
  useEffect(() => {
    if (key === null) return;
    let isGone = false;
    const [field = '', event = ''] = key.split('\n');
    const params = new URLSearchParams({ field });
    if (event !== '') params.set('event', event);
    if (search.trim() !== '') params.set('search', search.trim());
    const ask = async (): Promise<void> => {
      try {
        const { values = [] } = await callApi<CatalogAnswer>(`/api/catalog?${params.toString()}`, {
          method: 'GET',
          workspace,
        });
        if (!isGone) setFound({ options: values.map(toOption).filter(isNamed), fault: null });
      } catch (error) {
        if (!isGone) setFound({ options: [], fault: error instanceof Error ? error.message : String(error) });
      }
    };
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : 180);
    isFirst.current = false;
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [key, workspace, search]);
  const fits = ({ value }: Option): boolean => value.toLowerCase().includes(search.trim().toLowerCase());
  if (variable.type === 'list') {
    const options = variable.options.map((value) => ({ value })).filter(fits);
    return { options, state: options.length === 0 ? 'No choice fits.' : null };
  }
  const options = (found?.options ?? []).filter(fits);
  const state = found === null ? 'Looking' : (found.fault ?? (options.length === 0 ? 'No value fits.' : null));
  return { options, state };
}

const toOption = ({ value, count }: { value: string | number | boolean | null; count: number }): Option => ({
  value: value === null ? '' : String(value),
  count,
});
const isNamed = ({ value }: Option): boolean => value !== '';

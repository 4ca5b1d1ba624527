'use client';

import { Check } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { cn } from './class-names';

export type Option = { value: string; label: string; hint?: string | undefined; section?: string | undefined };

export type OptionListProps = {
  options: readonly Option[];
  /** Names the list and its search. */
  name: string;
  chosen: readonly string[];
  onChoose: (option: Option) => void;
  /** Told what is being searched for, when the options depend on it. */
  onSearch?: (text: string) => void;
  isLoading?: boolean;
  /** Makes an option of what was typed when no other is called that. */
  free?: ((text: string) => Option | null) | undefined;
  isMulti?: boolean;
};

const mostShown = 80;

/** A search over options: arrows move, Enter takes, and what was typed is found at the start of a word first. */
export function OptionList(props: OptionListProps) {
  const { options, name, chosen, onChoose, onSearch, isLoading = false, free, isMulti = false } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const shown = found(options, text, free);
  const at = Math.min(active, shown.length - 1);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  const press = (event: KeyboardEvent): void => {
    const next = moved(event.key, at, shown.length);
    const option = shown[at];
    if (next === null && (event.key !== 'Enter' || !option)) return;
    event.preventDefault();
    if (next !== null) setActive(next);
    else if (option) onChoose(option);
  };
  return (
    <div className="grid gap-1">
      <input
        ref={input}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        aria-label={name}
        autoComplete="off"
        spellCheck={false}
        placeholder="Search"
        value={text}
        onKeyDown={press}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          onSearch?.(event.target.value.trim());
        }}
        className="h-8 w-full rounded-md bg-sunken px-2.5 text-sm outline-none placeholder:text-faint focus-visible:outline-1 focus-visible:outline-accent"
      />
      <Options {...{ id, name, shown, at, chosen, isLoading, isMulti, onChoose }} onHover={setActive} />
      {shown.length === 0 && (
        <p className="px-2.5 py-2 text-sm text-faint">{isLoading ? 'Looking…' : 'Nothing is called that.'}</p>
      )}
    </div>
  );
}

type OptionsProps = Pick<OptionListProps, 'name' | 'chosen' | 'isLoading' | 'isMulti' | 'onChoose'> & {
  id: string;
  shown: readonly Option[];
  at: number;
  onHover: (index: number) => void;
};

function Options({ id, name, shown, at, chosen, isLoading, isMulti, onHover, onChoose }: OptionsProps) {
  return (
    <ul
      id={`${id}-list`}
      role="listbox"
      aria-label={name}
      aria-multiselectable={isMulti}
      aria-busy={isLoading}
      className="scroll-quiet max-h-64 overflow-y-auto"
    >
      {shown.map((option, index) => (
        <OptionRow
          key={option.value}
          id={`${id}-${index}`}
          option={option}
          isActive={index === at}
          isChosen={chosen.includes(option.value)}
          section={option.section === shown[index - 1]?.section ? undefined : option.section}
          onHover={() => onHover(index)}
          onChoose={() => onChoose(option)}
        />
      ))}
    </ul>
  );
}

type RowProps = {
  id: string;
  option: Option;
  isActive: boolean;
  isChosen: boolean;
  section: string | undefined;
  onHover: () => void;
  onChoose: () => void;
};

function OptionRow({ id, option, isActive, isChosen, section, onHover, onChoose }: RowProps) {
  return (
    <>
      {section !== undefined && (
        <li role="presentation" className="px-2.5 pt-2 pb-0.5 text-2xs font-medium text-faint">
          {section}
        </li>
      )}
      <li
        id={id}
        role="option"
        aria-selected={isChosen}
        onPointerMove={onHover}
        // Kept from taking the focus, which belongs to the search.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onChoose}
        className={cn(
          'flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2.5 py-1 text-sm',
          isActive && 'bg-hover',
          isChosen && 'font-medium text-accent-strong',
        )}
      >
        <span className="min-w-0 flex-1 truncate">{option.label}</span>
        {option.hint !== undefined && <span className="shrink-0 text-xs font-normal text-faint">{option.hint}</span>}
        {isChosen && <Check aria-hidden className="size-3.5 shrink-0" />}
      </li>
    </>
  );
}

function moved(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  return null;
}

function found(options: readonly Option[], text: string, free: OptionListProps['free']): Option[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return options.slice(0, mostShown);
  const ranked = options
    .map((option) => ({ option, rank: rankOf(option.label.toLowerCase(), wanted) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => ({ ...option, section: undefined }));
  const own = free?.(text.trim());
  const isKnown = own && options.some(({ value }) => value === own.value);
  return [...ranked.slice(0, mostShown), ...(own && !isKnown ? [own] : [])];
}

/** 0 at the start, 1 at the start of a word, 2 anywhere, 3 nowhere. */
function rankOf(label: string, wanted: string): number {
  const at = label.indexOf(wanted);
  if (at < 0) return 3;
  if (at === 0) return 0;
  return /[^a-z0-9]/.test(label[at - 1] ?? '') ? 1 : 2;
}

'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import type { PaletteWorkspace } from './palette-props';
import { usePaletteGroups, type Entry } from './palette-groups';

type Props = {
  workspace: string;
  workspaces: readonly PaletteWorkspace[];
  onClose: () => void;
  onShortcuts: () => void;
};

/** Finds any page, dashboard, chart or event by a few letters, and does what the portal can do. */
export function Palette({ workspace, workspaces, onClose, onShortcuts }: Props) {
  const router = useRouter();
  const groups = usePaletteGroups({ workspace, workspaces, onShortcuts });
  const run = ({ href, isWholeLoad = false, act, make }: Entry): void => {
    onClose();
    act?.();
    // Who may not make one is told so on the page of all of them.
    make?.().then(
      (made) => router.push(made),
      () => router.push('/dashboards'),
    );
    if (href === undefined) return;
    if (isWholeLoad) window.location.assign(href);
    else router.push(href);
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-[oklch(0.15_0.02_235/45%)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-2 top-[10dvh] z-50 mx-auto max-w-xl animate-pop overflow-hidden rounded-xl border border-line bg-raised shadow-pop"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command label="Search and commands" loop>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Command.Input
                autoFocus
                placeholder="Go to, explore, switch…"
                className="h-12 w-full bg-transparent text-base outline-none placeholder:text-faint"
              />
            </div>
            <Command.List className="scroll-quiet max-h-[min(60dvh,26rem)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-sm text-muted">
                Nothing is called that.
              </Command.Empty>
              {groups.map(({ name, entries }) => (
                <Command.Group
                  key={name}
                  heading={name}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint"
                >
                  {entries.map((entry) => (
                    <Line key={entry.id} entry={entry} group={name} onSelect={() => run(entry)} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Line({ entry, group, onSelect }: { entry: Entry; group: string; onSelect: () => void }) {
  const { id, label, hint, keywords = [], icon: Icon } = entry;
  return (
    <Command.Item
      value={`${label} ${id}`}
      keywords={[group, ...keywords]}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-faint" strokeWidth={1.85} />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint !== undefined && <span className="shrink-0 text-xs text-faint">{hint}</span>}
    </Command.Item>
  );
}

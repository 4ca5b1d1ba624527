'use client';

import { LayoutDashboard, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { UndoToast } from '@/app/_ui/kit/undo-toast';
import { PageHeader } from '@/app/_ui/page-header';
import type { DashboardDocInput, DashboardSummary } from '@/lib/model/dashboard';
import { duplicateBoard, removeBoard, undeleteBoard } from './board-calls';
import { BoardRow } from './board-row';
import { NewBoard } from './new-board';

export type BoardListProps = {
  workspace: string;
  boards: readonly DashboardSummary[];
  deleted: readonly DashboardSummary[];
  /** What a new dashboard can begin with. */
  starter: DashboardDocInput | null;
  canWrite: boolean;
  /** Deleted on its own page, just before this one was opened. */
  justDeleted: string | null;
  renderedAt: number;
};

/** All dashboards of the workspace: to be found, opened, made, copied, deleted, and brought back. */
export function BoardList(props: BoardListProps) {
  const { workspace, boards, deleted, canWrite, renderedAt } = props;
  const [search, setSearch] = useState('');
  const { gone, setGone, fault, remove, restore, duplicate } = useListActions(props);
  const shown = boards.filter((board) => fits(board, search));
  const create = canWrite ? <NewBoard workspace={workspace} starter={props.starter} /> : undefined;
  return (
    <>
      <PageHeader
        title="Dashboards"
        description="Panels that belong together, for everybody in this workspace."
        action={boards.length > 0 ? create : undefined}
      />
      {fault !== null && <Fault text={fault} />}
      {boards.length === 0 ? (
        <Card>
          <EmptyState icon={LayoutDashboard} title="No dashboard yet" className="py-16" action={create}>
            {canWrite
              ? 'Begin with an empty one, with the panels of the overview, or import a file.'
              : 'An editor of this workspace can make one.'}
          </EmptyState>
        </Card>
      ) : (
        <>
          <SearchBox value={search} onChange={setSearch} />
          <Card className="mt-3 overflow-hidden">
            <ul className="divide-y divide-line" aria-label="Dashboards">
              {shown.map((board) => (
                <BoardRow
                  key={board.id}
                  board={board}
                  workspace={workspace}
                  renderedAt={renderedAt}
                  onDuplicate={canWrite ? () => void duplicate(board.id) : undefined}
                  onRemove={canWrite && board.provisionedFrom === null ? () => void remove(board) : undefined}
                />
              ))}
            </ul>
            {shown.length === 0 && (
              <EmptyState icon={Search} title="No dashboard fits">
                Nothing is called “{search}”.
              </EmptyState>
            )}
          </Card>
        </>
      )}
      {canWrite && <Deleted boards={deleted} onRestore={(id) => void restore(id)} />}
      {gone && (
        <UndoToast
          key={gone.id}
          text={`“${gone.title}” was deleted.`}
          onUndo={() => void restore(gone.id)}
          onGone={() => setGone(null)}
        />
      )}
    </>
  );
}

const Fault = ({ text }: { text: string }) => (
  <Notice tone="bad" className="mb-4">
    {text}
  </Notice>
);

/** What the list does, and how it went; the list itself follows from the server. */
function useListActions({ workspace, deleted, justDeleted }: BoardListProps) {
  const router = useRouter();
  const [gone, setGone] = useState(() => deleted.find(({ id }) => id === justDeleted) ?? null);
  const [fault, setFault] = useState<string | null>(null);
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setFault(null);
    try {
      await work();
      router.refresh();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  const remove = (board: DashboardSummary): Promise<void> =>
    attempt(async () => {
      await removeBoard(workspace, board.id);
      setGone(board);
    });
  const restore = (id: string): Promise<void> =>
    attempt(async () => {
      await undeleteBoard(workspace, id);
      setGone(null);
    });
  const duplicate = (id: string): Promise<void> => attempt(() => duplicateBoard(workspace, id));
  return { gone, setGone, fault, remove, restore, duplicate };
}

function fits({ title, description = '', tags }: DashboardSummary, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [title, description, ...tags].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="relative max-w-sm">
      <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint" />
      <Input
        type="search"
        className="pl-8"
        aria-label="Search dashboards"
        placeholder="Search by title, description or tag"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

type DeletedProps = { boards: readonly DashboardSummary[]; onRestore: (id: string) => void };

function Deleted({ boards, onRestore }: DeletedProps) {
  if (boards.length === 0) return null;
  return (
    <details className="mt-6">
      <summary className="inline-flex rounded-sm text-sm text-muted underline-offset-2 hover:underline">
        Recently deleted ({boards.length})
      </summary>
      <ul className="mt-2 divide-y divide-line rounded-lg border border-line">
        {boards.map(({ id, title }) => (
          <li key={id} className="flex items-center justify-between gap-3 px-5 py-2.5 text-sm">
            <span className="min-w-0 truncate text-muted">{title}</span>
            <Button size="sm" onClick={() => onRestore(id)} aria-label={`Restore ${title}`}>
              Restore
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

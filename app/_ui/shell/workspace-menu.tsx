import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { Badge } from '@/app/_ui/kit/badge';
import { cn } from '@/app/_ui/kit/class-names';
import { choiceClass, Disclosure } from '@/app/_ui/kit/disclosure';
import type { Workspace, WorkspaceKind } from '@/lib/model/workspace';

const kindWords: Record<WorkspaceKind, string | null> = {
  main: null,
  team: null,
  sample: 'Sample data',
  system: 'Portal itself',
};

type Props = { current: Workspace; all: readonly Workspace[]; canCreate: boolean };

/** Says whose data is shown and switches to another workspace, by plain links. */
export function WorkspaceMenu({ current, all, canCreate }: Props) {
  return (
    <Disclosure
      title="Switch the workspace"
      labelClass="flex h-8.5 max-w-[54vw] items-center gap-2 rounded-md px-2.5 text-sm font-medium transition-colors hover:bg-hover"
      panelClass="w-80"
      label={
        <>
          <Initial workspace={current} />
          <span className="truncate">{current.name}</span>
          {/* On a phone there is room for one of the two, and only the name is never the same. */}
          <span className="contents max-sm:hidden">
            <KindBadge kind={current.kind} />
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </>
      }
    >
      <p className="px-2.5 pt-1.5 pb-1 text-2xs font-medium text-faint">Workspaces</p>
      <ul>
        {all.map((workspace) => (
          <li key={workspace.id}>
            {/* A whole load: live streams and cached answers belong to one workspace. */}
            <a
              href={`/overview?workspace=${workspace.slug}`}
              aria-current={workspace.id === current.id}
              className={choiceClass}
            >
              <Initial workspace={workspace} />
              <span className="min-w-0 flex-1 truncate">{workspace.name}</span>
              <KindBadge kind={workspace.kind} />
              {workspace.id === current.id ? <Check aria-hidden /> : <span className="size-4 shrink-0" />}
            </a>
          </li>
        ))}
      </ul>
      {canCreate && (
        <a href="/workspaces/new" className={cn(choiceClass, 'mt-1 border-t border-line pt-2')}>
          <Plus aria-hidden />
          New workspace
        </a>
      )}
    </Disclosure>
  );
}

function Initial({ workspace }: { workspace: Workspace }) {
  return (
    <span
      aria-hidden
      className="grid size-5 shrink-0 place-items-center rounded-sm bg-accent-soft text-2xs font-semibold text-accent-strong"
    >
      {workspace.name.slice(0, 1).toUpperCase()}
    </span>
  );
}

function KindBadge({ kind }: { kind: WorkspaceKind }) {
  const words = kindWords[kind];
  if (words === null) return null;
  return <Badge tone={kind === 'sample' ? 'warn' : 'neutral'}>{words}</Badge>;
}

import { can } from '@/lib/auth/permissions';
import { listBackups } from '@/lib/backup/verbs/list-backups';
import type { PageContext } from '@/lib/http/page-context';
import { BackupsCard } from './backups-card';
import { RetentionCard } from './retention-card';

/** How long data is kept, and, for owners of the main workspace, its backups. */
export async function DataCards({ ctx }: { ctx: PageContext }) {
  const { workspace, memberships } = ctx;
  const main = memberships.find((one) => one.workspace.kind === 'main' && one.role === 'owner')?.workspace;
  return (
    <>
      <RetentionCard
        key={workspace.id}
        initial={workspace.retentionDays}
        workspace={workspace}
        canManage={can(ctx.actor, 'retention:manage')}
      />
      {main && ctx.actor.kind === 'user' && (
        <BackupsCard
          initial={await listBackups({ ...ctx, actor: { ...ctx.actor, role: 'owner', workspaceId: main.id } })}
          workspace={main.slug}
          renderedAt={ctx.clock.now()}
        />
      )}
    </>
  );
}

import { severities, type Severity } from '@/lib/model/severity';
import type { GroupMember } from '@/lib/store/notify-ports';
import type { Store } from '@/lib/store/store';
import { isHigher } from './group-facts';

/** What a group remembers of having told some alerts. */
export type ToldChange = { alertIds: string[]; told: GroupMember['told']; toldSeverity?: Severity };

export const toldChange = (members: readonly GroupMember[], told: GroupMember['told']): ToldChange => ({
  alertIds: members.map(({ alert }) => alert.id),
  told,
});

/** Alerts as firing, each with the highest severity it was ever told with: one that goes up and down is news once. */
export function toldFiring(firing: readonly GroupMember[]): ToldChange[] {
  const isRisen = ({ alert, toldSeverity }: GroupMember) => isHigher(alert.severity, toldSeverity);
  const risen = severities.map((severity) => ({
    ...toldChange(
      firing.filter((member) => member.alert.severity === severity && isRisen(member)),
      'firing',
    ),
    toldSeverity: severity,
  }));
  const again = firing.filter((member) => member.told !== 'firing' && !isRisen(member));
  return [...risen, toldChange(again, 'firing')];
}

export async function writeTold(
  tx: Pick<Store, 'notificationGroups'>,
  groupId: string,
  changes: readonly ToldChange[],
): Promise<void> {
  for (const { alertIds, ...change } of changes) await tx.notificationGroups.setTold(groupId, alertIds, change);
}

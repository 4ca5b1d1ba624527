import { AppError } from '@/lib/errors/app-error';
import type { Channel } from '@/lib/model/channel';
import type { ChannelRow } from '@/lib/store/notify-ports';

/** A channel as people see it: of its secrets only which are set. */
export function channelOf({
  id,
  workspaceId,
  name,
  isEnabled,
  settings,
  secretNames,
  createdAt,
  updatedAt,
}: ChannelRow): Channel {
  return { id, workspaceId, name, isEnabled, settings, secrets: secretNames, createdAt, updatedAt };
}

/** What the audit log keeps of a channel. */
export function channelRecord({ name, isEnabled, settings, secretNames }: ChannelRow) {
  return { name, isEnabled, settings, secrets: secretNames };
}

export const noSuchChannel = () => new AppError('not_found', 'There is no such channel in this workspace.');
export const nameTaken = () =>
  new AppError('conflict', 'Another channel of this workspace has this name.', {
    fields: [{ path: 'name', reason: 'This name is taken' }],
  });

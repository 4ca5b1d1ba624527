import { AppError } from '@/lib/errors/app-error';
import { eventLimits } from '@/lib/model/event';

/** Which rows of `events` are a person's; the hash finds them, the id makes sure. */
export const ofPerson =
  'workspace = {workspace:String} AND user_hash = cityHash64({userId:String}) AND user_id = {userId:String}';

/** Throws `invalid_input` for what cannot be a user id: then there is nobody to look for. */
export function checkUserId(userId: string): string {
  const isFit =
    userId !== '' && userId.length <= eventLimits.maxIdLength && !userId.includes('\0') && userId.isWellFormed();
  if (isFit) return userId;
  const reason = `must be a user id of 1 to ${eventLimits.maxIdLength} characters`;
  throw new AppError('invalid_input', `userId: ${reason}`, { fields: [{ path: 'userId', reason }] });
}

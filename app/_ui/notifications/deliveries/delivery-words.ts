import type { Tone } from '@/app/_ui/kit/badge';
import type { DeliveryStatus, Notification } from '@/lib/model/notification';

export const statusWords: Record<DeliveryStatus, { label: string; tone: Tone }> = {
  queued: { label: 'Waiting', tone: 'accent' },
  sent: { label: 'Sent', tone: 'good' },
  dead: { label: 'Failed', tone: 'bad' },
  discarded: { label: 'Discarded', tone: 'neutral' },
};

/** What a message was sent for. */
export const occasionWords: Record<Notification['occasion'], string> = {
  new: 'New alerts',
  changed: 'Alerts changed',
  repeat: 'Still firing',
  escalation: 'Escalated',
  resolved: 'Resolved',
  test: 'Test',
};

import { isSendError, SendError } from '@/lib/notify/sending/sender';
import { answerFault } from '@/lib/notify/transport/answer-fault';
import type { Outlet } from './channel-types';
import type { SlackApi } from './slack-api';

/** Short: the message has been sent, and whoever waits for this must not give up and send it again. */
const pictureMs = 4_000;

type Picture = { picture: Buffer; channelId: string; thread: string };

/**
 * Puts a picture into a thread the way Slack wants files since 2025: ask for an address, send the bytes there, say where
 * to show it. Resolves to what went wrong; needs the scope `files:write`.
 */
export async function shareSlackPicture(
  outlet: Outlet,
  ask: SlackApi,
  { picture, channelId, thread }: Picture,
): Promise<SendError | null> {
  try {
    const query = new URLSearchParams({ filename: 'chart.png', length: String(picture.byteLength) });
    const place = await ask(`files.getUploadURLExternal?${query.toString()}`, { timeoutMs: pictureMs });
    if (typeof place.upload_url !== 'string' || typeof place.file_id !== 'string')
      return new SendError('Slack took the message, but gave no place for the picture.', true);
    const stored = await outlet.http({
      url: place.upload_url,
      headers: { 'content-type': 'image/png' },
      body: picture,
      timeoutMs: pictureMs,
    });
    const fault = answerFault(stored, outlet.clock.now());
    if (fault !== null) return fault;
    await ask('files.completeUploadExternal', {
      body: { files: [{ id: place.file_id, title: 'Chart' }], channel_id: channelId, thread_ts: thread },
      timeoutMs: pictureMs,
    });
    return null;
  } catch (error) {
    if (!isSendError(error)) throw error;
    return new SendError(`Slack took the message, but not the picture. ${error.message}`, true);
  }
}

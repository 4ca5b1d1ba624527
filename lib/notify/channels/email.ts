import type { SendMailOptions } from 'nodemailer';
import { automaticHeaders, sendOverSmtp } from '@/lib/notify/transport/smtp-conversation';
import type { Deliver, Parcel } from './channel-types';
import { chartId, renderEmailHtml, renderEmailText, threadHeaders } from './email-message';
import { outlineOf } from './outline';

/** The mail of a message, with the chart in it when there is one. */
export function renderEmail(
  { settings, message, idempotencyKey, thread }: Omit<Parcel<'email'>, 'secrets'>,
  chart: Buffer | null,
): SendMailOptions & Record<'messageId' | 'subject' | 'text' | 'html', string> {
  const outline = outlineOf(message);
  const footer = `Sightglass sent this because of the policy "${message.policy}" to "${message.receiver}".`;
  return {
    from: { name: 'Sightglass', address: settings.from },
    to: settings.to,
    subject: outline.headline,
    text: renderEmailText(outline, footer),
    html: renderEmailHtml(outline, { footer, hasChart: chart !== null }),
    ...threadHeaders(message, { from: settings.from, idempotencyKey, thread }),
    date: new Date(message.at),
    headers: automaticHeaders,
    ...(outline.isFiring && outline.severity === 'critical' ? { priority: 'high' } : {}),
    attachments:
      chart === null
        ? []
        : [
            {
              filename: 'chart.png',
              content: chart,
              cid: chartId,
              contentType: 'image/png',
              contentDisposition: 'inline',
            },
          ],
  };
}

export const deliverEmail: Deliver<'email'> = async (parcel, outlet) => {
  const mail = renderEmail(parcel, await outlet.chart(parcel.message.chartSvg));
  await sendOverSmtp({ ...parcel.settings, password: parcel.secrets.password }, outlet.guard, mail);
  return parcel.thread ?? mail.messageId;
};

import { escapeXml } from '@/lib/chart/svg';
import type { Services } from '@/lib/context';
import type { User } from '@/lib/store/store';

type Mail = Parameters<Services['mail']['send']>[0];

const body =
  'margin:0;padding:16px;background:#f4f4f5;color:#18181b;font:15px/1.5 -apple-system,"Segoe UI",Roboto,Arial,sans-serif';
const card = 'max-width:520px;margin:0 auto;background:#ffffff;border:1px solid #e4e4e7;border-radius:8px;padding:24px';
const button =
  'display:inline-block;padding:10px 16px;border-radius:6px;background:#18181b;color:#ffffff;text-decoration:none;font-weight:600';

/** The mail with the link to set a new password. */
export function resetMail({ email }: Pick<User, 'email'>, link: string): Mail {
  const why = `Somebody, hopefully you, asked for a new password for ${email}.`;
  const then = 'The link is good for one hour and for one time. A new password signs you out everywhere.';
  const not = 'If it was not you, there is nothing to do: your password stays as it is.';
  return {
    to: email,
    subject: 'Set a new password for Sightglass',
    text: [why, `Set a new password: ${link}`, then, not].join('\n\n'),
    html: [
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light"></head><body style='${body}'>`,
      `<div style="${card}"><p style="margin:0 0 16px">${escapeXml(why)}</p>`,
      `<p style="margin:0 0 16px"><a href="${escapeXml(link)}" style="${button}">Set a new password</a></p>`,
      `<p style="margin:0 0 8px;color:#52525b">${then}</p><p style="margin:0;color:#52525b">${not}</p></div></body></html>`,
    ].join('\n'),
  };
}

import { escapeXml } from '@/lib/chart/svg';
import { wordsOf } from '@/lib/embed/draw/words';
import { defaultSettings } from '@/lib/model/embed';
import { documentHtml } from './document';
import type { Look } from './look';
import { pageStyle } from './page-style';

type Page = { look: Look; nonce: string };

/** What stands in the frame in place of an embed that is not shown. */
export function messagePage({ look, nonce }: Page, { title, message }: { title: string; message: string }): string {
  const body = `<main class="sg-message" role="alert"><h1>${escapeXml(title)}</h1><p>${escapeXml(message)}</p></main>`;
  return documentHtml({ title, look, nonce, style: pageStyle(defaultSettings), body });
}

/** Asks for the password of a link; posts it to the same address. */
export function passwordPage({ look, nonce }: Page, { action, fault }: { action: string; fault?: string }): string {
  const words = wordsOf(look.locale);
  const body = [
    `<main class="sg-message"><h1>${escapeXml(words.passwordHint)}</h1>`,
    fault === undefined ? '' : `<p role="alert" data-tone="bad">${escapeXml(fault)}</p>`,
    `<form method="post" target="_self" action="${escapeXml(action)}"><label>${escapeXml(words.password)}`,
    `<input type="password" name="password" required maxlength="200" autocomplete="off" autofocus></label>`,
    `<button>${escapeXml(words.open)}</button></form></main>`,
  ].join('');
  return documentHtml({ title: words.passwordHint, look, nonce, style: pageStyle(defaultSettings), body });
}

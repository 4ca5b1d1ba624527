import type { PageConfig } from '@/lib/embed/draw/page-config';
import { LivePage } from './live-page';
import { talkToParent } from './talk-to-parent';

/** The script of an embed's page: keeps it live, draws it at its width, and talks to the page around it. */
const config = JSON.parse(document.getElementById('sg-config')?.textContent ?? 'null') as PageConfig | null;

if (config) {
  const page = new LivePage(config);
  page.start();
  talkToParent(config.origins, (height) => page.fill(height));
  sendFiltersAtOnce();
}

/** A choice needs no button where there is script. */
function sendFiltersAtOnce(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-filters]');
  form?.querySelector('button')?.setAttribute('hidden', '');
  form?.addEventListener('change', () => form.requestSubmit());
}

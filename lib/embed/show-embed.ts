import type { Services } from '@/lib/context';
import { defaultSettings } from '@/lib/model/embed';
import type { OpenedEmbed } from './access/open-embed';
import { askPanels } from './ask-panels';
import { filterFields } from './filter-fields';
import { loadView } from './load-view';
import { embedPage } from './page/embed-page';
import { filterForm } from './page/filter-form';
import type { Look } from './page/look';

type Show = { opened: OpenedEmbed; search: URLSearchParams; look: Look; nonce: string; script: string };

/** The page of an embed for somebody who may see it. Throws `not_found` when what it shows is gone. */
export async function showEmbed(services: Services, { opened, search, look, nonce, script }: Show): Promise<string> {
  const { workspaceId, embed, grant } = opened;
  const settings = embed?.settings ?? defaultSettings;
  const view = await loadView(services, opened);
  const [answers, fields] = await Promise.all([
    askPanels(services, { workspaceId, panels: view.panels, isViewed: !isChosen(search) }),
    filterFields(services, { ...opened, view }),
  ]);
  const isLive = view.panels.some((panel) => panel.type === 'chart' && panel.pace !== 0);
  return embedPage({
    view,
    answers,
    settings,
    look,
    nonce,
    script,
    grant: isLive ? await services.embeds.grants.sign(workspaceId, grant) : null,
    filters: filterForm({
      fields,
      range: settings.range === 'editable' ? rangeShown(view) : null,
      search,
      locale: look.locale,
    }),
    now: services.clock.now(),
  });
}

/** What strangers choose is not worth being asked again after a restart before anybody comes. */
const isChosen = (search: URLSearchParams): boolean =>
  [...search.keys()].some((name) => name === 'from' || name.startsWith('var-'));

/** A chart alone has its own time until another one is chosen. */
function rangeShown({ panels, view }: Awaited<ReturnType<typeof loadView>>) {
  const [only] = panels;
  return panels.length === 1 && only?.type === 'chart' ? only.panel.spec.range : view.range;
}

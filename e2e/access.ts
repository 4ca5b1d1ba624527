import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What axe finds serious or critical on a page as it is; `what` says in the report where that was. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await expectNone(axeOn(page), what);
}

/** The same in light and in dark, which are one document: nothing but what axe says of colours can differ. */
export async function expectAccessibleInBoth(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectNone(axeOn(page), `${what} (light)`);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectNone(axeOn(page).withTags('cat.color').disableRules('color-contrast-enhanced'), `${what} (dark)`);
}

/** Looked at in place where it can be; only frames of other sites need axe's way through a blank page, which takes longer. */
function axeOn(page: Page): AxeBuilder {
  const isOneSite = page.frames().every((frame) => originOf(frame.url()) === originOf(page.url()));
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(isOneSite);
}

const originOf = (url: string): string => new URL(url).origin;

/** What is dimmed only while something loads is looked at again; a fault that stays is one. */
async function expectNone(axe: AxeBuilder, what: string): Promise<void> {
  await expect(async () => {
    const { violations } = await axe.analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(
      serious.map(({ id, nodes }) => `${what}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ).toEqual([]);
  }).toPass({ timeout: 10_000, intervals: [500] });
}

// `npm run screenshots`: starts a portal with the sample, waits until it moves, and writes the pictures of the README.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright';
import { owner, startPortal } from '../e2e/portal';

const pictures = [
  { file: 'overview-light.png', colorScheme: 'light', width: 1360, height: 1100 },
  { file: 'overview-dark.png', colorScheme: 'dark', width: 1360, height: 1100 },
  { file: 'overview-phone.png', colorScheme: 'light', width: 390, height: 844 },
] as const;

async function main(): Promise<void> {
  mkdirSync('docs/images', { recursive: true });
  const portal = await startPortal({ SIGHTGLASS_SAMPLE: 'on' });
  const browser = await chromium.launch({
    executablePath: process.env.SIGHTGLASS_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    for (const { file, colorScheme, width, height } of pictures) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height } });
      await page.goto(`${portal.url}/sign-in`);
      await page.getByLabel('Email').fill(owner.email);
      await page.getByLabel('Password', { exact: true }).fill(owner.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL('**/overview*');
      // The sample's history takes a minute or two; the pictures show what is there afterwards.
      await page.getByText('The sample’s history is being loaded').waitFor({ state: 'detached', timeout: 600_000 });
      await page.reload();
      await page.waitForTimeout(4_000);
      await page.screenshot({ path: `docs/images/${file}` });
      console.log(`docs/images/${file}`);
      await page.close();
    }
  } finally {
    await browser.close();
    await portal.stop();
  }
}

void main();

import type { DrawnPanel } from './body-html';

/** What an embed's page tells its script. */
export type PageConfig = {
  /** Opens the stream; null when nothing on the page is live. */
  grant: string | null;
  locale: string;
  panels: LivePanelConfig[];
  /** Sites that may talk to the page, as in its `frame-ancestors`. */
  origins: string[];
};
export type LivePanelConfig = DrawnPanel & { hasSpark: boolean };

/** Under which name the stream tells of the small question behind a number. */
export const sparkId = (panelId: string): string => `${panelId}~`;

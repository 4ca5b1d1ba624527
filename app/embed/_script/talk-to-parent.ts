import { allowsOrigin } from '@/lib/embed/draw/allows-origin';
import { embedThemes, styleValue, styleVariables } from '@/lib/model/embed-style';

/**
 * Tells the page around how high this one is, and takes a theme and a height from it. Only pages that may frame the embed are
 * listened to; the height alone is told to anybody, as it says nothing.
 */
export function talkToParent(origins: readonly string[], onSize: (height: number) => void): void {
  if (parent === window) return;
  let isFilling = false;
  let told = -1;
  const main = document.querySelector('main');
  const tell = () => {
    const height = Math.ceil(main?.getBoundingClientRect().height ?? 0);
    if (isFilling || height === told) return;
    told = height;
    parent.postMessage({ type: 'sightglass:height', height }, '*');
  };
  addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== parent || !allowsOrigin(origins, origin, location.origin)) return;
    if (typeof data !== 'object' || data === null) return;
    const message = data as Record<string, unknown>;
    if (message.type === 'sightglass:hello') {
      told = -1;
      tell();
    }
    if (message.type === 'sightglass:theme') applyTheme(message);
    if (message.type === 'sightglass:size' && typeof message.height === 'number') {
      isFilling = true;
      onSize(Math.min(Math.max(0, message.height), 10_000));
    }
  });
  if (main) new ResizeObserver(tell).observe(main);
  parent.postMessage({ type: 'sightglass:ready' }, '*');
  tell();
}

function applyTheme({ theme, variables }: Record<string, unknown>): void {
  const root = document.documentElement;
  if (theme === 'auto') delete root.dataset.theme;
  else if (typeof theme === 'string' && embedThemes.some((one) => one === theme)) root.dataset.theme = theme;
  if (typeof variables !== 'object' || variables === null) return;
  for (const [name, value] of Object.entries(variables)) {
    if (!styleVariables.some((one) => one === name) || typeof value !== 'string') continue;
    if (value === '') root.style.removeProperty(name);
    else if (styleValue.test(value)) root.style.setProperty(name, value);
  }
}

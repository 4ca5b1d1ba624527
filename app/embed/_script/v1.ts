/*
 * The script of the page around an embed, served as /embed/v1.js and documented in docs/embedding.md. What it does stays as it
 * is; a change that pages could notice would be v2. It looks after every <iframe data-sightglass>.
 */
const frames = (): HTMLIFrameElement[] => [...document.querySelectorAll<HTMLIFrameElement>('iframe[data-sightglass]')];
const originOf = (frame: HTMLIFrameElement): string => new URL(frame.src, location.href).origin;

addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
  const frame = frames().find((one) => one.contentWindow === source && originOf(one) === origin);
  if (!frame || typeof data !== 'object' || data === null) return;
  const { type, height } = data as { type?: unknown; height?: unknown };
  if (type === 'sightglass:ready') greet(frame);
  // A frame with data-sightglass="fill" keeps its height, and what is in it follows.
  if (type === 'sightglass:height' && typeof height === 'number' && frame.dataset.sightglass !== 'fill')
    frame.style.height = `${Math.min(Math.max(0, Math.ceil(height)), 20_000)}px`;
});

function send(frame: HTMLIFrameElement, message: object): void {
  frame.contentWindow?.postMessage(message, originOf(frame));
}

function greet(frame: HTMLIFrameElement): void {
  send(frame, { type: 'sightglass:hello' });
  if (frame.dataset.sightglass !== 'fill') return;
  const tell = () => send(frame, { type: 'sightglass:size', height: frame.clientHeight });
  new ResizeObserver(tell).observe(frame);
}

/** `sightglass.theme('dark', { '--sg-v1-accent': '#0a7' })`: for all embeds of the page. */
Object.assign(window, {
  sightglass: {
    theme: (theme?: string, variables?: Record<string, string>) =>
      frames().forEach((frame) => send(frame, { type: 'sightglass:theme', theme, variables })),
  },
});
frames().forEach(greet);

export {};

import type { LiveFrame } from '@/lib/model/live-frame';

const encoder = new TextEncoder();
const bodies = new WeakMap<object, string>();
const events = new WeakMap<LiveFrame, Uint8Array>();
const messages = new WeakMap<LiveFrame, Uint8Array>();

/** A frame as JSON. The costly part, the answer or patch, is written once for all viewers, whatever id they gave it. */
export function frameJson(frame: LiveFrame): string {
  if (frame.type === 'snapshot') {
    const { answer, ...head } = frame;
    return `${JSON.stringify(head).slice(0, -1)},"answer":${bodyJson(answer)}}`;
  }
  if (frame.type === 'patch') {
    const { patch, meta, ...head } = frame;
    return `${JSON.stringify(head).slice(0, -1)},"patch":${bodyJson(patch)},"meta":${bodyJson(meta)}}`;
  }
  return JSON.stringify(frame);
}

function bodyJson(value: object): string {
  let text = bodies.get(value);
  if (text === undefined) bodies.set(value, (text = JSON.stringify(value)));
  return text;
}

/**
 * A frame as a server-sent event (WHATWG HTML, section 9.2), with its cursor as the event id. Viewers that share a frame
 * share these bytes: do not change them.
 */
export function frameEvent(frame: LiveFrame): Uint8Array {
  let bytes = events.get(frame);
  if (bytes === undefined) {
    const id = 'cursor' in frame && frame.cursor !== undefined ? `id: ${frame.cursor}\n` : '';
    const retry = frame.type === 'closing' ? `retry: ${frame.retryInMs}\n` : '';
    bytes = encoder.encode(`${id}${retry}data: ${frameJson(frame)}\n\n`);
    events.set(frame, bytes);
  }
  return bytes;
}

/** A frame as the text of a WebSocket message. Viewers that share a frame share these bytes: do not change them. */
export function frameMessage(frame: LiveFrame): Uint8Array {
  let bytes = messages.get(frame);
  if (bytes === undefined) messages.set(frame, (bytes = encoder.encode(frameJson(frame))));
  return bytes;
}

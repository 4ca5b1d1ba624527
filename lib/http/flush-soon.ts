type Flushable = { flush(): void };

let waiting = new Set<Flushable>();

/**
 * Calls `flush` once at the end of this turn of the event loop. Under load a turn is long and holds the news of many
 * questions, which then go out together; when there is little to do nothing waits.
 */
export function flushSoon(stream: Flushable): void {
  if (waiting.size === 0) setImmediate(flushAll);
  waiting.add(stream);
}

function flushAll(): void {
  const due = waiting;
  waiting = new Set();
  for (const stream of due) stream.flush();
}

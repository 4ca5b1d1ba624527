const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** A moment on the reader's own clock; for the browser only, because the server's clock is another. */
export const whenText = (at: number): string => format.format(at);

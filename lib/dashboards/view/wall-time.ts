const localTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/;

/**
 * A local time without offset as if it were UTC, ms; null when it is none. The round trip refuses 2026-02-31, which would
 * quietly become the 3rd of March.
 */
export function parseWall(text: string): number | null {
  const match = localTime.exec(text);
  if (!match) return null;
  const [date = '', hour = '00', minute = '00', second = '00'] = [match.slice(1, 4).join('-'), ...match.slice(4)];
  const written = `${date}T${hour}:${minute}:${second}.000Z`;
  const wall = Date.parse(written);
  return !Number.isNaN(wall) && new Date(wall).toISOString() === written ? wall : null;
}

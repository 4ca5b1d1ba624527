import manifest from '@/package.json';

/** Which version runs. As plain as a route can be, so the benchmarks take it as the cost of Next itself. */
export function GET(): Response {
  return Response.json({ version: manifest.version });
}

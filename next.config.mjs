/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // A reverse proxy compresses better and off this event loop; streams must not be buffered by gzip here.
  compress: process.env.SIGHTGLASS_COMPRESS !== 'off',
  serverExternalPackages: [
    'chdb',
    '@electric-sql/pglite',
    '@clickhouse/client',
    'ws',
    'prom-client',
    'pg',
    'pino',
    '@node-rs/argon2',
    '@resvg/resvg-js',
  ],
  skipTrailingSlashRedirect: true,
  reactStrictMode: true,
  devIndicators: false,
  experimental: {
    // Node would keep those of every page in memory, 100 MB; stacks of our own modules outside of pages have theirs.
    turbopackSourceMaps: process.env.NODE_ENV !== 'production' || process.env.SIGHTGLASS_SOURCE_MAPS === 'on',
    // A dashboard is the first page of nearly every visit; fewer, larger scripts get it alive in fewer round trips.
    turbopackChunking: {
      priorityRoutes: [/^\/overview/],
      firstPageLoadPriority: 0.9,
      priorityBoost: 3,
      requestCost: 1_000_000,
      maxChunkCountPerGroup: 2,
      minChunkSize: 250_000,
      maxMergeChunkSize: 4_000_000,
    },
  },
  // `npm test` checks the types of the whole project once; a start need not.
  typescript: { ignoreBuildErrors: true },
};

export default nextConfig;

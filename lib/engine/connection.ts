import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';

export const databaseName = 'sightglass';

export type ConnectionOptions = {
  url: string;
  /** Password of the embedded host; a server's user and password are part of its URL. */
  secret?: string;
  database: string;
};

/** The host keeps idle sockets for 60 s; a ClickHouse server for 10 s or 3 s, hence the client's default there. */
const embeddedIdleMs = 30_000;
const remoteIdleMs = 2_500;

/** A pooled client. Errors are thrown and logged by the caller, so the client's own log is off. */
export function connect({ url, secret, database }: ConnectionOptions): ClickHouseClient {
  const address = new URL(url);
  // The client takes a path for a database name, and the name is part of the contract.
  address.pathname = '/';
  return createClient({
    url: address,
    ...(secret === undefined ? {} : { username: 'sightglass', password: secret }),
    database,
    application: 'sightglass',
    max_open_connections: 32,
    // Every call brings its own deadline; this only bounds what has none.
    request_timeout: 600_000,
    use_multipart_params_auto: true,
    keep_alive: {
      enabled: true,
      idle_socket_ttl: secret === undefined ? remoteIdleMs : embeddedIdleMs,
      eagerly_destroy_stale_sockets: true,
    },
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: {
      output_format_json_quote_64bit_integers: 0,
      output_format_json_quote_denormals: 0,
      date_time_output_format: 'iso',
    },
  });
}

import type { HostLimits } from './protocol';

/** Caches and memory sized for a machine that also runs the portal. `usersFile` is an absolute path. */
export function serverConfig(limits: HostLimits, usersFile: string): string {
  return `<clickhouse>
  <users_config>${escaped(usersFile)}</users_config>
  <max_server_memory_usage>${limits.serverMemory}</max_server_memory_usage>
  <mark_cache_size>134217728</mark_cache_size>
  <index_mark_cache_size>33554432</index_mark_cache_size>
  <query_condition_cache_size>33554432</query_condition_cache_size>
  <compiled_expression_cache_size>33554432</compiled_expression_cache_size>
</clickhouse>
`;
}

/**
 * Every session is the user `default`, who has two roles; a statement that people wrote gives up `portal` and keeps
 * `reader`. The row policy is what pins such a statement to its workspace: unlike a filter it is always tried before any
 * condition of the statement, so that no value of another workspace can show in an error. It reads the workspace from the
 * session's `log_comment`, behind the colon; sessions of the portal itself have none there and see everything.
 */
export function usersConfig(): string {
  const comment = `getSetting('log_comment')`;
  const pin = `position(${comment}, ':') = 0 OR workspace = substring(${comment}, position(${comment}, ':') + 1)`;
  return `<clickhouse>
  <profiles><default/></profiles>
  <quotas><default/></quotas>
  <roles>
    <portal><grants><query>GRANT ALL ON *.* WITH GRANT OPTION</query></grants></portal>
    <reader><grants><query>GRANT SELECT ON sightglass.events</query></grants></reader>
  </roles>
  <users>
    <default>
      <no_password/>
      <networks><ip>::/0</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <databases><sightglass><events><filter>${escaped(pin)}</filter></events></sightglass></databases>
      <grants><query>GRANT portal, reader</query></grants>
    </default>
  </users>
</clickhouse>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

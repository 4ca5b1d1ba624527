import { buildScripts, buildServer } from '../scripts/build-server.mjs';

/** Integration tests start the real child processes of the portal, which run from their bundles. */
export default async function setup() {
  await buildServer(['engine-host', 'store-init', 'import-thread']);
  await buildScripts();
}

// A real OpenID Connect provider on this machine, in a process of its own because it is an ES module and Jest here is not.
// Whoever is in `people` signs in by name; PUT /people changes what it says about them.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { redirectUri, clientSecret } = JSON.parse(process.argv[2] ?? '{}');
let people = {};
let callback = (_request, reply) => reply.writeHead(503).end();

const server = createServer((request, reply) => {
  if (request.method !== 'PUT' || request.url !== '/people') return callback(request, reply);
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    people = JSON.parse(text);
    reply.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'portal', client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    findAccount: (_ctx, id) => {
      const claims = Object.hasOwn(people, id) ? people[id] : undefined;
      return claims && { accountId: id, claims: () => ({ ...claims, sub: id }) };
    },
    // Nobody is asked whether the portal may know their name.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    cookies: { keys: ['a key for tests'] },
    features: { devInteractions: { enabled: true } },
    ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, AuthorizationCode: 60, IdToken: 600 },
  });
  callback = provider.callback();
  process.stdout.write(`${issuer}\n`);
});

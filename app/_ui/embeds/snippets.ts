import type { EmbedKind, EmbedParameter } from '@/lib/model/embed';

/** What the code of an embed depends on. */
export type SnippetInput = {
  /** Where the portal is reached, without a slash at the end. */
  publicUrl: string;
  kind: EmbedKind;
  resourceId: string;
  title: string;
  parameters: readonly EmbedParameter[];
  /** Of the key that signs; null when there is none yet. */
  kid: string | null;
  /** How it is to look, as parameters of the address. */
  look: Readonly<Record<string, string>>;
};

const placeholder = 'SIGNED_URL';

/** Node without a package: signs a token and prints the address. Tested as it stands here. */
export function nodeSnippet({ publicUrl, kind, resourceId, parameters, kid, look }: SnippetInput): string {
  const locked = parameters.filter(({ mode }) => mode === 'locked').map(({ name }) => `${name}: ['VALUE']`);
  const params = locked.length > 0 ? `{ ${locked.join(', ')} }` : '{}';
  const query = new URLSearchParams(look).toString();
  return `import { createHmac } from 'node:crypto';

// On your server only: whoever has the secret can open the embed with any values.
const secret = process.env.SIGHTGLASS_EMBED_SECRET;
const kid = '${kid ?? 'MAKE_A_KEY_FIRST'}';

const now = Math.floor(Date.now() / 1000);
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const text = [
  part({ alg: 'HS256', typ: 'JWT', kid }),
  part({
    aud: 'sightglass',
    sub: '${kind}:${resourceId}',
    params: ${params},
    iat: now,
    exp: now + 3600, // at most one day
  }),
].join('.');
const token = \`\${text}.\${createHmac('sha256', secret).update(text).digest('base64url')}\`;

console.log(\`${publicUrl}/embed/${kind}s/${resourceId}?${query === '' ? '' : `${query}&`}token=\${token}\`);
`;
}

/** A frame of a fixed height, for pages where no script may run. */
export function iframeSnippet({ title, kind }: SnippetInput): string {
  const height = kind === 'chart' ? 380 : 720;
  return `<iframe src="${placeholder}" title="${attribute(title)}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>
`;
}

/** A frame that is as high as what is in it. */
export function scriptSnippet({ publicUrl, title }: SnippetInput): string {
  return `<iframe data-sightglass src="${placeholder}" title="${attribute(title)}" width="100%" style="border:0"></iframe>
<script src="${publicUrl}/embed/v1.js" async></script>
`;
}

/** A picture for where no frame can be. */
export function imageSnippet({ publicUrl, resourceId, title }: SnippetInput): string {
  return `<img src="${publicUrl}/api/charts/${resourceId}/image.svg?token=TOKEN" alt="${attribute(title)}" width="800" height="360">
`;
}

export function markdownSnippet({ publicUrl, resourceId, title }: SnippetInput): string {
  const text = title.replaceAll(/[[\]\\]/g, String.raw`\$&`);
  return `![${text}](${publicUrl}/api/charts/${resourceId}/image.svg?token=TOKEN)
`;
}

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

import { verifyPassword } from '@/lib/auth/password';
import type { Opener } from '@/lib/embed/access/find-opener';
import { refusal } from '@/lib/embed/refusal';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { readText } from '@/lib/http/body';
import { clientIpHeader } from '@/lib/http/client-ip';
import { hourMs } from '@/lib/time/duration';

const maxFormBytes = 4_096;
/** How long the answer to a password opens the link. */
const passedMs = hourMs;

type Given = { request: Request; url: URL; opener: Opener };

/**
 * Checks the password of a link. The right one is answered with an address that opens the link for an hour, in place of a
 * cookie, which a frame of another site would not get. Throws `rate_limited` after five wrong ones from an address.
 */
export async function givePassword(
  services: Services,
  { request, url, opener }: Given,
): Promise<{ location: string } | { fault: string }> {
  if (opener.by !== 'share') throw new AppError('method_not_allowed', 'Only links with a password take a POST.');
  const { share } = opener;
  const now = services.clock.now();
  if (share.revokedAt !== null) throw refusal('ended_share');
  const form = new URLSearchParams(await readText(request, maxFormBytes));
  const ip = request.headers.get(clientIpHeader) ?? '';
  const { passwords, grants } = services.embeds;
  const attempt = passwords.begin({ account: `${share.id} ${ip}`, ip });
  if (!(await verifyPassword(share.passwordHash, form.get('password') ?? '')))
    return { fault: refusal('wrong_password').message };
  attempt.succeed();
  const target = new URL(url);
  target.searchParams.set('grant', await grants.signPassed(share.id, now + passedMs));
  return { location: target.pathname + target.search };
}

import { beginEnrolment, beginEnrolmentInput } from '@/lib/auth/second-factor/begin-enrolment';
import { secondFactorStatus } from '@/lib/auth/second-factor/second-factor-status';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: (ctx) => secondFactorStatus(ctx) });

/** The secret in the answer counts once a first code has come back. */
export const POST = route({
  access: 'actor',
  body: beginEnrolmentInput,
  run: async (ctx, { body }) => json(await beginEnrolment(ctx, body), 201),
});

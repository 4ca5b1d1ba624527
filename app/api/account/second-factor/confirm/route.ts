import { codeInput, confirmEnrolment } from '@/lib/auth/second-factor/confirm-enrolment';
import { route } from '@/lib/http/route';

/** The recovery codes are seen in this answer only. */
export const POST = route({ access: 'actor', body: codeInput, run: (ctx, { body }) => confirmEnrolment(ctx, body) });

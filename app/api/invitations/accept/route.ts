import { acceptInvitationInput } from '@/lib/auth/invitations/accept-invitation';
import { acceptVisit } from '@/lib/http/invitation-visit';
import { route } from '@/lib/http/route';

export const POST = route({ access: 'public', body: acceptInvitationInput, run: acceptVisit });

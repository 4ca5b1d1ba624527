'use client';

import { SecretOnce } from './secret-once';

export type Sent = { link: string; isSent: boolean; reason?: string };

/** The link, this one time, and whether it was sent. */
export function InvitationLink({ email, sent: { link, isSent, reason } }: { email: string; sent: Sent }) {
  return (
    <SecretOnce
      value={link}
      label="Copy the link"
      title={isSent ? `Sent to ${email}` : `Hand this link to ${email}`}
      note={`${reason === undefined ? '' : `${reason} `}The link is shown this one time. Whoever has it can accept for this address.`}
    />
  );
}

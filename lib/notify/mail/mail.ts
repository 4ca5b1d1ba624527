/** One mail of the portal itself to one person: an invitation, a link to set a new password. */
export type Mail = { to: string; subject: string; text: string; html?: string };

/** The portal's own way to write to people, apart from the channels of notifications. */
export type Mailer = {
  /** False without SIGHTGLASS_SMTP_URL; whoever would send says so, or shows what would have been sent. */
  isConfigured: boolean;
  /** Throws SendError, with a text for people that names no secret; permanent when there is no mail server. */
  send(mail: Mail): Promise<void>;
};

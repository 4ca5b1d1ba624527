import { Notice } from '@/app/_ui/kit/notice';

/** Says to those who may only look what others may do, and who these are. */
export const ReadOnlyNotice = ({ what, who = 'admins' }: { what: string; who?: string }) => (
  <Notice className="mb-4" title="You can look, not change">
    Only {who} of this workspace can {what}.
  </Notice>
);

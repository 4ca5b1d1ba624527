import type { Sender } from './sender';

export type SenderOptions = {
  /** Of secrets.json, 32 characters or more. */
  channelSecret: string;
  /** Whether messages may go to this machine and to private networks. */
  isPrivateAllowed: boolean;
};

export function createSender(options: SenderOptions): Sender {
  void options;
  const unbuilt = () => {
    throw new Error('part "channels" builds this');
  };
  return { seal: unbuilt, unseal: unbuilt, send: unbuilt, ping: unbuilt };
}

import type { Socket } from 'node:net';
import { SendError } from '@/lib/notify/sending/sender';
import { guardedAgents, type GuardOptions } from './guard';
import { networkFault } from './network-fault';

const timeoutMs = 10_000;

/** A connection to a mail server, under the same guard as requests. Throws SendError. */
export async function openSmtpSocket(
  options: GuardOptions,
  { host, port }: { host: string; port: number },
): Promise<Socket> {
  const agents = guardedAgents(options);
  agents.checkHost(host);
  const socket = agents.http.createConnection({ host, port, lookup: agents.lookup }) as Socket;
  const timer = setTimeout(() => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })), timeoutMs);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      // Stays: an error before somebody else listens would end the process.
      socket.on('error', reject);
      socket.once('close', () => reject(new SendError('Not sent: the server closed the connection.', false)));
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw networkFault(error);
  } finally {
    clearTimeout(timer);
  }
}

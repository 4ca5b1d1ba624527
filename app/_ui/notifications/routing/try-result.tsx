import { BellOff, Hand, Route } from 'lucide-react';
import type { Tried } from '../notification-calls';
import { listed } from '../span-words';
import type { ChannelRef } from './channel-ref';

export function TryResult({ tried }: { tried: Tried; channels: readonly ChannelRef[]; timezone: string }) {
  void [BellOff, Hand, Route, listed, tried];
  return null;
}

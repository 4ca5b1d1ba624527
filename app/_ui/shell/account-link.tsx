'use client';

import { UserRound } from 'lucide-react';
import { choiceClass } from '@/app/_ui/kit/disclosure';

export function AccountLink() {
  return (
    <a href="/account" className={choiceClass}>
      <UserRound aria-hidden />
      Your account
    </a>
  );
}

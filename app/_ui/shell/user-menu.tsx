import { ChevronDown } from 'lucide-react';
import { Disclosure } from '@/app/_ui/kit/disclosure';
import { ThemeChoice } from '@/app/_ui/theme/theme-choice';
import type { Theme } from '@/app/_ui/theme/theme';
import { AccountLink } from './account-link';
import { SignOutButton } from './sign-out-button';

type Props = { user: { email: string; name: string }; theme: Theme };

export function UserMenu({ user, theme }: Props) {
  const name = user.name.trim() === '' ? user.email : user.name;
  return (
    <Disclosure
      align="end"
      title="Account and theme"
      labelClass="flex h-8.5 items-center gap-1.5 rounded-md px-1.5 transition-colors hover:bg-hover"
      panelClass="w-64 p-2"
      label={
        <>
          <span className="sr-only">Account of {name}</span>
          <span
            aria-hidden
            className="grid size-6.5 place-items-center rounded-full bg-ink text-2xs font-semibold text-canvas"
          >
            {name.slice(0, 1).toUpperCase()}
          </span>
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </>
      }
    >
      <div className="px-1.5 pt-1 pb-2.5">
        {name !== user.email && <p className="truncate text-sm font-medium">{name}</p>}
        <p className="truncate text-xs text-muted">{user.email}</p>
      </div>
      <ThemeChoice initial={theme} />
      <div className="mt-2 border-t border-line pt-2">
        <AccountLink />
        <SignOutButton />
      </div>
    </Disclosure>
  );
}

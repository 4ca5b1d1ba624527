import Link from 'next/link';
import type { ComponentProps } from 'react';
import { LinkPending } from './pending-bar';

type Props = Omit<ComponentProps<typeof Link>, 'href'> & { href: string };

/** A link to another view of the same page: keeps the scroll position, and is fetched only when it is followed. */
export function ViewLink({ children, ...rest }: Props) {
  return (
    <Link scroll={false} prefetch={false} {...rest}>
      {children}
      <LinkPending />
    </Link>
  );
}

'use client';

import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';

type Props = {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** A menu of actions: arrow keys move in it, letters find, Escape gives the focus back. `trigger` is a button. */
export function Menu({ trigger, children, align = 'end', ...state }: Props) {
  return (
    <Radix.Root modal={false} {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-pop overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemClass =
  'flex w-full cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left text-sm text-ink outline-none select-none ' +
  'data-highlighted:bg-hover data-disabled:pointer-events-none data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint';

type ItemProps = ComponentProps<typeof Radix.Item> & { isDangerous?: boolean; hint?: ReactNode };

export function MenuItem({ className, isDangerous = false, hint, children, ...rest }: ItemProps) {
  return (
    <Radix.Item className={cn(itemClass, isDangerous && 'text-bad [&_svg]:text-bad', className)} {...rest}>
      {children}
      {hint !== undefined && <kbd className="ml-auto pl-4 font-mono text-2xs text-faint">{hint}</kbd>}
    </Radix.Item>
  );
}

export function MenuLink({ children, href, ...rest }: Omit<ComponentProps<'a'>, 'href'> & { href: string }) {
  return (
    <Radix.Item asChild className={itemClass}>
      <a href={href} {...rest}>
        {children}
      </a>
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-1.5 pb-0.5 text-2xs font-medium text-faint">{children}</Radix.Label>;
}

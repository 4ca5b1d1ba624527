import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import { buttonClass } from '@/app/_ui/kit/button';
import { choiceClass, Disclosure } from '@/app/_ui/kit/disclosure';
import { ViewLink } from './view-link';

export type ViewChoice = { label: string; href: string; isChosen: boolean };

type Props = {
  name: string;
  /** Stands in the place of the name, which screen readers still get. */
  icon?: LucideIcon;
  choices: readonly ViewChoice[];
  align?: 'start' | 'end';
};

/** One part of the view chosen from a list of links. */
export function ChoiceMenu({ name, icon: Icon, choices, align = 'start' }: Props) {
  const chosen = choices.find((choice) => choice.isChosen);
  return (
    <Disclosure
      labelClass={buttonClass()}
      panelClass="w-48"
      align={align}
      label={
        <>
          {Icon && <Icon aria-hidden className="text-faint" />}
          <span className={Icon ? 'sr-only' : 'font-normal text-muted'}>{name}</span>
          {chosen?.label ?? 'Auto'}
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </>
      }
    >
      <ul>
        {choices.map(({ label, href, isChosen }) => (
          <li key={href}>
            <ViewLink href={href} aria-current={isChosen} className={choiceClass}>
              <span className="flex-1">{label}</span>
              {isChosen && <Check aria-hidden />}
            </ViewLink>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

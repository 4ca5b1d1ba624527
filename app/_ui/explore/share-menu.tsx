'use client';

import { useQueryClient } from '@tanstack/react-query';
import {
  BellPlus,
  Braces,
  Check,
  FileJson,
  FileImage,
  FileSpreadsheet,
  Image as Picture,
  Link2,
  Share,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import Link from 'next/link';
import { panelKey, type PanelState } from '@/app/_data/panel-query';
import { buttonClass } from '@/app/_ui/kit/button';
import { choiceClass } from '@/app/_ui/kit/disclosure';
import { Popover } from '@/app/_ui/kit/popover';
import { questionHref } from '@/lib/dashboards/explore/explore-href';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import type { PanelChart } from '@/lib/model/panel';
import { titleOf } from './chart-doc';

type Props = {
  question: Question;
  chart: PanelChart;
  workspace: string;
  onCall: () => void;
  /** Of a question that is a saved chart: those have addresses of their own. */
  onAddresses?: (() => void) | undefined;
};

/** Takes the question or its answer elsewhere. */
export function ShareMenu({ question, chart, workspace, onCall, onAddresses }: Props) {
  const client = useQueryClient();
  const [fault, setFault] = useState<string | null>(null);
  const answer = (): PanelState['answer'] =>
    client.getQueryData<PanelState>(panelKey(workspace, question.spec))?.answer ?? null;
  const take = async (form: 'csv' | 'json' | 'png'): Promise<void> => {
    const found = answer();
    if (!found) return setFault('There is no answer yet.');
    const { takeAway } = await import('./take-away');
    const { spec, unit = 'count' } = question;
    setFault(await takeAway(form, { answer: found, chart, unit, timezone: spec.timezone, title: titleOf(question) }));
  };
  return (
    <Popover
      title="Share"
      buttonClass={buttonClass()}
      panelClass="w-60"
      label={
        <>
          <Share aria-hidden />
          Share
        </>
      }
    >
      {(close) => (
        <ul>
          <CopyLink />
          <Item icon={<FileSpreadsheet aria-hidden />} onClick={() => void take('csv')}>
            Download as CSV
          </Item>
          <Item icon={<FileJson aria-hidden />} onClick={() => void take('json')}>
            Download as JSON
          </Item>
          {question.spec.kind !== 'table' && (
            <Item icon={<FileImage aria-hidden />} onClick={() => void take('png')}>
              Download as PNG
            </Item>
          )}
          <Item icon={<Braces aria-hidden />} onClick={() => (close(), onCall())}>
            API call and JSON
          </Item>
          {onAddresses && (
            <Item icon={<Picture aria-hidden />} onClick={() => (close(), onAddresses())}>
              Picture and data by URL
            </Item>
          )}
          <AlertOnThis workspace={workspace} question={question} />
          {fault !== null && (
            <li role="alert" className="px-2.5 py-1 text-xs text-bad">
              {fault}
            </li>
          )}
        </ul>
      )}
    </Popover>
  );
}

/** A rule that begins with this question. */
const AlertOnThis = (at: Pick<Props, 'workspace' | 'question'>) => (
  <li className="mt-1 border-t border-line pt-1">
    <Link href={questionHref(at).replace('/explore', '/alerts/new')} prefetch={false} className={choiceClass}>
      <BellPlus aria-hidden />
      Alert on this
    </Link>
  </li>
);

type ItemProps = { icon: ReactNode; onClick: () => void; children: ReactNode };

const Item = ({ icon, onClick, children }: ItemProps) => (
  <li>
    <button type="button" className={choiceClass} onClick={onClick}>
      {icon}
      {children}
    </button>
  </li>
);

/** The address is the question, so that is all there is to copy. */
function CopyLink() {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = (): void => {
    const done = navigator.clipboard?.writeText(window.location.href) ?? Promise.reject(new Error('no clipboard'));
    done.then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  const words = { idle: 'Copy the link', copied: 'Copied', refused: 'Copy it from the address bar' }[state];
  return (
    <Item icon={state === 'copied' ? <Check aria-hidden /> : <Link2 aria-hidden />} onClick={copy}>
      <span aria-live="polite">{words}</span>
    </Item>
  );
}

'use client';

import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { cn } from '@/app/_ui/kit/class-names';
import { sampleSpeeds, type SampleSpeed, type SampleStatus } from '@/lib/model/sample';

type Props = { sample: SampleStatus; workspace: string; onChange: (sample: SampleStatus) => void };

const labels: Record<SampleSpeed, string> = { 0: 'Paused', 1: '1×', 5: '5×', 20: '20×' };

/** How fast the flights are replayed; the choice shows at once and goes back when the portal refuses it. */
export function SampleSpeeds({ sample, workspace, onChange }: Props) {
  const [fault, setFault] = useState<string | null>(null);
  const choose = async (speed: SampleSpeed): Promise<void> => {
    setFault(null);
    onChange({ ...sample, speed });
    try {
      onChange(await callApi<SampleStatus>('/api/sample/speed', { method: 'PUT', workspace, body: { speed } }));
    } catch (error) {
      onChange(sample);
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">Replay speed</legend>
      <div className="grid max-w-72 grid-cols-4 gap-0.5 rounded-md bg-sunken p-0.5">
        {sampleSpeeds.map((speed) => (
          <label
            key={speed}
            className={cn(
              'flex h-7 cursor-pointer items-center justify-center rounded-sm text-xs font-medium text-muted transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent',
              speed === sample.speed ? 'bg-surface text-ink shadow-card' : 'hover:text-ink',
            )}
          >
            <input
              type="radio"
              name="speed"
              checked={speed === sample.speed}
              onChange={() => void choose(speed)}
              className="sr-only"
            />
            {labels[speed]}
          </label>
        ))}
      </div>
      {fault !== null && (
        <p role="alert" className="text-xs text-bad">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

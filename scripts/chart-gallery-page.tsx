import { useState } from 'react';
import { Chart } from '../app/_ui/charts/chart';
import { samples } from './chart-samples';

export function Gallery({ only }: { only?: string }) {
  const [picked, setPicked] = useState('');
  return (
    <div className="grid" data-picked={picked}>
      {samples
        .filter(({ id }) => only === undefined || id === only)
        .map(({ id, columns, ...chart }) => (
          <section key={id} id={id} style={{ gridColumn: `span ${columns}` }}>
            <h2>{chart.title}</h2>
            <Chart {...chart} onSelect={(selection) => setPicked(JSON.stringify(selection))} />
          </section>
        ))}
    </div>
  );
}

import type { QrCode } from '@/lib/model/second-factor';

/** Dark on white in every theme: cameras do not read it otherwise. */
export function QrImage({ qr, label }: { qr: QrCode; label: string }) {
  const modules = qr.rows.flatMap((row, y) => runsOf(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      shapeRendering="crispEdges"
      className="size-44 rounded-md border border-line"
    >
      <rect width={qr.size} height={qr.size} fill="#ffffff" />
      <path fill="#000000" d={modules.join('')} />
    </svg>
  );
}

/** Neighbouring dark modules as one piece, or thin lines of white would show between them. */
function runsOf(row: string): { x: number; length: number }[] {
  return [...row.matchAll(/1+/g)].map((match) => ({ x: match.index, length: match[0].length }));
}

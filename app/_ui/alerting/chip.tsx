import type { ReactNode } from 'react';
import { Badge } from '@/app/_ui/kit/badge';

/** One small piece of what alerts are known by; what is too long for the row is cut and shows on hover. */
export const Chip = ({ title, children }: { title?: string; children: ReactNode }) => (
  <li className="max-w-full">
    <Badge className="max-w-full font-mono" title={title}>
      <span className="truncate">{children}</span>
    </Badge>
  </li>
);

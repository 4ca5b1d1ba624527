import { Info, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react';
import { severityWords, type Severity } from '@/lib/model/severity';

type SeverityLook = { word: string; icon: LucideIcon; text: string; fill: string };

/** The colours of the charts' limits; each has a shape of its own, so that colour alone never says it. */
export const severityLooks: Record<Severity, SeverityLook> = {
  critical: {
    word: severityWords.critical,
    icon: OctagonAlert,
    text: 'text-critical',
    fill: 'bg-critical text-surface',
  },
  warning: { word: severityWords.warning, icon: TriangleAlert, text: 'text-warning', fill: 'bg-warning text-surface' },
  info: { word: severityWords.info, icon: Info, text: 'text-info', fill: 'bg-info text-surface' },
};

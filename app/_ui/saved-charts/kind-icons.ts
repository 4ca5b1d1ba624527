import {
  ChartBarBig,
  ChartColumnIncreasing,
  ChartLine,
  Database,
  Filter,
  Grid3x3,
  Hash,
  ListTree,
  Repeat2,
  Rows3,
  Waypoints,
  type LucideIcon,
} from 'lucide-react';
import type { QuerySpec } from '@/lib/model/query-spec';

export const kindIcons: Record<QuerySpec['kind'], LucideIcon> = {
  trend: ChartLine,
  total: Hash,
  breakdown: ChartBarBig,
  funnel: Filter,
  retention: Repeat2,
  paths: Waypoints,
  distribution: ChartColumnIncreasing,
  heatmap: Grid3x3,
  table: Rows3,
  drivers: ListTree,
  sql: Database,
};

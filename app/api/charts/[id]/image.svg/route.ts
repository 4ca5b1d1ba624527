import { chartDoor } from '@/lib/http/chart-door';

export const GET = chartDoor('image.svg');

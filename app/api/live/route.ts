import { liveDoor } from '@/lib/http/live-door';
export const GET = liveDoor;

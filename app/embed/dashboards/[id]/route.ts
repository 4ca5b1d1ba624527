import { embedDoor } from '@/lib/http/embed/embed-door';

export const GET = embedDoor('dashboard');
export const HEAD = GET;
export const POST = GET;

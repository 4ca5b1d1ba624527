import { embedScriptDoor } from '@/lib/http/embed/embed-script';

export const GET = embedScriptDoor('v1');
export const HEAD = GET;

import { embedScriptDoor } from '@/lib/http/embed/embed-script';

export const GET = embedScriptDoor('view');
export const HEAD = GET;

import { z } from 'zod';
import { severities } from './severity';

/** Apart from the severities themselves, which the browser needs without the library that checks input. */
export const severitySchema = z.enum(severities);

import { z } from 'zod';

/** Long beats complicated (NIST SP 800-63B, 5.1.1); the upper bound keeps hashing cheap. */
export const newPasswordSchema = z.string().min(12, 'at least 12 characters').max(1_024, 'at most 1,024 characters');

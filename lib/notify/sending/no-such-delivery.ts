import { AppError } from '@/lib/errors/app-error';

export const noSuchDelivery = (): AppError => new AppError('not_found', 'There is no such message.');

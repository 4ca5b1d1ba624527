import { hydrateRoot } from 'react-dom/client';
import { Gallery } from './chart-gallery-page';

const root = document.getElementById('root');
const errors: string[] = [];
Object.assign(globalThis, { hydrationErrors: errors });
if (root) hydrateRoot(root, <Gallery />, { onRecoverableError: (error) => errors.push(String(error)) });

import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { parseTheme, themeCookie } from './_ui/theme/theme';
import './globals.css';

/** In the page itself: a file of its own would be one more request of every first visit. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none"><rect width="32" height="32" rx="8" fill="#0c2530"/><circle cx="16" cy="16" r="9.5" stroke="#5fd0d8" stroke-width="2.5"/><path d="M2 18.5h6.5c3.2 0 3.7-5.5 7.2-5.5s4 5.5 7.3 5.5H30" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>';

export const metadata: Metadata = {
  title: { default: 'Sightglass', template: '%s · Sightglass' },
  description: 'Live analytics of your own events.',
  robots: { index: false, follow: false },
  icons: { icon: { url: `data:image/svg+xml,${encodeURIComponent(icon)}`, type: 'image/svg+xml' } },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f8f9' },
    { media: '(prefers-color-scheme: dark)', color: '#0c1115' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered per request, because each carries its own script nonce.
  await connection();
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" {...(theme !== 'system' && { 'data-theme': theme })}>
      <body className="min-h-dvh">{children}</body>
    </html>
  );
}

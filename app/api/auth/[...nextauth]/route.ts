import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { signInOptions } from '@/lib/http/sign-in-options';

type Segments = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, segments: Segments): Promise<Response> {
  return (await NextAuth(request as never, segments as never, await signInOptions(request.headers))) as Response;
}

export { handler as GET, handler as POST };

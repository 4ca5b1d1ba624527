'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/app/_ui/kit/skeleton';

/** The editor with its grid is loaded by those who edit only. */
export const EditorLoader = dynamic(
  () => import('@/app/_ui/boards/editor/board-editor').then((module) => module.BoardEditor),
  { ssr: false, loading: () => <Skeleton className="h-96" /> },
);

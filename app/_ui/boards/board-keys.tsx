'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo } from 'react';
import { ViewKeys } from '@/app/_ui/view/view-keys';
import { boardHref, withBoard, type BoardPlace } from '@/lib/dashboards/board/board-view';
import { rangePresets } from '@/lib/dashboards/view/range-presets';
import { printBoard } from './use-near';

type Props = { place: BoardPlace; canEdit: boolean; zoomOutHref: string | null };

/** Keys of a dashboard: ranges, `z` to zoom out, `e` to edit, `f` for the full screen, Escape out of it and out of a single panel. */
export function BoardKeys({ place, canEdit, zoomOutHref }: Props) {
  const { isEditing, isKiosk, viewPanel } = place.view;
  const links = useMemo(() => {
    const ranges = rangePresets.map(({ key, last }) => ({
      key,
      href: boardHref(withBoard(place, { range: { last } })),
    }));
    const edit = canEdit && !isEditing ? [{ key: 'e', href: boardHref(withBoard(place, { isEditing: true })) }] : [];
    const out = isKiosk ? { isKiosk: false } : viewPanel !== null ? { viewPanel: null } : null;
    const zoom = zoomOutHref === null ? [] : [{ key: 'z', href: zoomOutHref }];
    return [...ranges, ...edit, ...zoom, ...(out ? [{ key: 'escape', href: boardHref(withBoard(place, out)) }] : [])];
  }, [place, canEdit, isEditing, isKiosk, viewPanel, zoomOutHref]);
  return (
    <>
      <ViewKeys links={links} />
      {!isEditing && <FullScreenKey place={place} />}
      <PrintKey />
    </>
  );
}

function FullScreenKey({ place }: { place: BoardPlace }) {
  const router = useRouter();
  const { isKiosk } = place.view;
  const other = boardHref(withBoard(place, { isKiosk: !isKiosk }));
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, select, textarea, [role="dialog"]')) return;
      event.preventDefault();
      if (!isKiosk) enterFullScreen();
      router.push(other, { scroll: false });
    };
    // The browser keeps Escape to itself while it fills the screen, and tells only that it has left.
    const left = (): void => {
      if (isKiosk && document.fullscreenElement === null) router.push(other, { scroll: false });
    };
    if (!isKiosk && document.fullscreenElement !== null) void document.exitFullscreen();
    document.addEventListener('keydown', press);
    document.addEventListener('fullscreenchange', left);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('fullscreenchange', left);
    };
  }, [router, other, isKiosk]);
  return null;
}

/** A browser does not wait while it prints, so the key is taken from it until the panels below the fold are there. */
function PrintKey() {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      void printBoard();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return null;
}

/** Where the browser does not allow it, the page at least fills its window. */
export function enterFullScreen(): void {
  document.documentElement.requestFullscreen().catch(() => undefined);
}

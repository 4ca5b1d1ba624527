import type { Workspace } from '@/lib/model/workspace';

export type PaletteWorkspace = Pick<Workspace, 'id' | 'slug' | 'name'>;

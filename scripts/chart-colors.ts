/** Writes the palette of lib/chart as CSS variables: `npx tsx scripts/chart-colors.ts`. A test fails when the file is behind. */
import { writeFileSync } from 'node:fs';
import { paletteCss } from '../lib/chart/palette';

writeFileSync('app/_ui/charts/chart-colors.css', paletteCss());

/** A colour for each purpose, as `#rrggbb`. Texts in any of them can be read on `page` and on `card`. */
export interface Palette {
  readonly page: string;
  readonly card: string;
  readonly line: string;
  readonly ink: string;
  readonly quiet: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  readonly info: string;
}

export const light: Palette = {
  page: '#f7f8fa',
  card: '#ffffff',
  line: '#d5dae1',
  ink: '#1a1f27',
  quiet: '#55606e',
  good: '#17703a',
  warn: '#8a5300',
  bad: '#b3261e',
  info: '#1c5fb8',
};

export const dark: Palette = {
  page: '#0f1318',
  card: '#171c23',
  line: '#333c48',
  ink: '#e7ebf0',
  quiet: '#a3aebb',
  good: '#5bc284',
  warn: '#e5ac4d',
  bad: '#ff8a80',
  info: '#7db3f7',
};

/** A palette as CSS properties. */
export const properties = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

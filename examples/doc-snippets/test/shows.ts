import { AssertionError } from 'node:assert';

let shown = 0;

/** Fails unless a value is what a page says behind `// =>`, where `...` stands for anything. */
export const shows = (value: unknown, said: string): void => {
  shown += 1;
  const pattern = said
    .split('...')
    .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
    .join('.*');
  if (!new RegExp(`^${pattern}$`, 's').test(written(value)))
    throw new AssertionError({ message: `The page says ${said}, and it is ${written(value)}` });
};

/** Fails unless so many values were shown: none of them stands where the code never came to. */
export const allShown = (count: number): void => {
  if (shown !== count) throw new AssertionError({ message: `${shown} of ${count} values were shown` });
};

/** A value as a page writes it: `right('1.5')`, `some(0n)`, `[]`. */
export const written = (value: unknown): string => {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const { _tag: tag, ...rest }: { readonly _tag?: unknown } & Readonly<Record<string, unknown>> = {
    ...value,
  };
  if (tag === 'Right') return `right(${written(rest['right'])})`;
  if (tag === 'Left') return `left(${written(rest['left'])})`;
  if (tag === 'Some') return `some(${written(rest['value'])})`;
  if (tag === 'None') return 'none';
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${written(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
};

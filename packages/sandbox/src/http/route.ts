/** An HTTP method and a path, some of whose segments are parameters, written `{name}`. */
export interface Route<Name extends string> {
  readonly name: Name;
  readonly method: string;
  readonly segments: ReadonlyArray<string>;
}

/** The route that a request takes, and its parameters, decoded. */
export interface Routed<Name extends string> {
  readonly name: Name;
  readonly params: Readonly<Record<string, string>>;
}

const PATH_MAX = 2048;

/** Makes a route from a template such as `/account/{accountId}/settlements`. */
export const route = <const Name extends string>(
  name: Name,
  method: string,
  template: string,
): Route<Name> => ({ name, method, segments: template.split('/') });

/** Finds the route of a request; nothing where no template fits the path, or its escapes are broken. */
export const find = <Name extends string>(
  routes: ReadonlyArray<Route<Name>>,
  method: string,
  path: string,
): Routed<Name> | undefined => {
  if (path.length > PATH_MAX) return undefined;
  const segments = path.split('/');
  for (const candidate of routes) {
    if (candidate.method !== method) continue;
    const params = paramsOf(candidate.segments, segments);
    if (params !== undefined) return { name: candidate.name, params };
  }
  return undefined;
};

const paramsOf = (
  template: ReadonlyArray<string>,
  segments: ReadonlyArray<string>,
): Readonly<Record<string, string>> | undefined => {
  if (template.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, expected] of template.entries()) {
    const given = segments[at] ?? '';
    if (!expected.startsWith('{')) {
      if (given !== expected) return undefined;
      continue;
    }
    const value = decoded(given);
    if (value === undefined || value === '') return undefined;
    params[expected.slice(1, -1)] = value;
  }
  return params;
};

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

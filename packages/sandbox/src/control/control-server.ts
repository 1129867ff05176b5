import type { Checked } from '../checked.js';
import { bad } from '../checked.js';
import type { Handler } from '../http/loopback.js';
import { readBody } from '../http/read-body.js';
import { type Reply, json } from '../http/reply.js';
import { type Json, parseBytes } from '../json-text.js';

/** What a control route does: takes the JSON body (null without one) and gives what is to be answered. */
type ControlRoute = (body: Json) => Checked<unknown>;

/** The control routes by method and path, such as `GET /truth`. */
export type ControlRoutes = Readonly<Record<string, ControlRoute>>;

const BODY_MAX = 4_194_304;

/** Serves control routes as JSON. Errors: `{"error": sentence}` with status 400, 404 or 405. */
export const makeHandler =
  (routes: ControlRoutes): Handler =>
  async (request, response) => {
    const body = await readBody(request, BODY_MAX);
    const name = `${request.method ?? ''} ${request.url ?? ''}`;
    const reply = body.ok ? answer(routes, name, body.value) : json(400, { error: body.why });
    response.writeHead(reply.status, { ...reply.headers, 'content-length': `${reply.body.length}` });
    response.end(reply.body);
  };

const answer = (routes: ControlRoutes, name: string, body: Uint8Array): Reply => {
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (route === undefined) return unknownRoute(routes, name);
  const parsed = body.length === 0 ? { ok: true as const, value: null } : parseBytes(body);
  const done = parsed.ok ? route(parsed.value) : bad(`The body cannot be read: ${parsed.why}.`);
  return done.ok ? json(200, done.value) : json(400, { error: done.why });
};

const unknownRoute = (routes: ControlRoutes, name: string): Reply => {
  const path = name.slice(name.indexOf(' '));
  const others = Object.keys(routes).filter((known) => known.endsWith(path));
  return others.length === 0
    ? json(404, { error: `There is no such route; these exist: ${Object.keys(routes).join(', ')}.` })
    : json(405, { error: `This path takes only: ${others.join(', ')}.` });
};

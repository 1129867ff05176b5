import { stringify } from '../json-text.js';

/** A whole HTTP answer, before anything is done to it. `content-length` is added when it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An answer in JSON. */
export const json = (status: number, value: unknown): Reply =>
  text(status, 'application/json', stringify(value));

/** An answer in HTML, such as an intermediary gives in the venue's place. */
export const html = (status: number, title: string): Reply =>
  text(
    status,
    'text/html',
    `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
  );

/** The same answer with another body. */
export const withBody = (reply: Reply, body: string | Uint8Array): Reply => ({
  ...reply,
  body: typeof body === 'string' ? Buffer.from(body) : body,
});

/** An answer in any text. */
export const text = (status: number, type: string, body: string): Reply => ({
  status,
  headers: { 'content-type': type },
  body: Buffer.from(body),
});

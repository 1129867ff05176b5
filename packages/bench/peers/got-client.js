// @ts-check
import { Agent } from 'node:http';
import { got } from 'got';

const agent = { http: new Agent({ keepAlive: true }) };

/**
 * A call over got with everything off that costs something: no retry, redirect, decompression or hook; the body is text
 * already, and so is the answer.
 * @type {(url: string, headers: Record<string, string>, body: string) => Promise<string>}
 */
export const call = async (url, headers, body) => {
  const response = await got.post(url, {
    headers,
    body,
    agent,
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    responseType: 'text',
  });
  return response.body;
};

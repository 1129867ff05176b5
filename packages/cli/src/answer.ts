import type { Page } from './screen/page.js';

/** What a command found out or did, for programs and for people. */
export interface Answer {
  /** The fields of its JSON document, beside `format` and `command`. */
  readonly json: { readonly [name: string]: Json };
  readonly show: (page: Page) => void;
}

/** A value of a JSON document. */
export type Json = string | number | boolean | null | ReadonlyArray<Json> | { readonly [name: string]: Json };

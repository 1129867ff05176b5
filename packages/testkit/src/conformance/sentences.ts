import type { Account } from '@legwork/core';
import { textOf } from './must.js';

/** What is wrong with the words of an error: a sentence that is missing, or a secret that is there. */
export const faultsOf = (error: Account, secrets: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...(['what', 'money', 'todo'] as const).filter((field) => !isSentence(error[field])),
  ...secrets.flatMap((secret, at) => (textOf(error).includes(secret) ? [`secret ${at}`] : [])),
];

const isSentence = (text: string): boolean => /^[A-Z].*[.]$/s.test(text);

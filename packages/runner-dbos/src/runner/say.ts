/** What DBOS says about its own work. Usual: nothing. */
export type Say = (level: 'info' | 'warn' | 'error', text: string) => void;

/** Everything that the program can be asked for, in the order in which help tells it. */
export const commands = [
  {
    name: 'status',
    summary: 'What is open, unknown ones first; what is halted; how the jobs stand',
    takes: ['jobs'],
    id: 'None',
    usage: ['legwork status [--jobs]'],
  },
  {
    name: 'list',
    summary: 'The mandates by their ids, page by page, and how each stands',
    takes: ['open', 'after', 'limit'],
    id: 'None',
    usage: ['legwork list [--open] [--after ID] [--limit N]'],
  },
  {
    name: 'show',
    summary: 'The whole story of a mandate, and what is open of it',
    takes: [],
    id: 'Mandate',
    usage: ['legwork show ID'],
  },
  {
    name: 'resolve',
    summary: 'Decide about what is open: it is done, it is void, or it is taken back',
    takes: ['intent', 'adopt', 'settlement', 'void', 'withdraw', 'by', 'why', 'yes'],
    id: 'Mandate',
    usage: [
      'legwork resolve ID [--intent N] --adopt REF [--settlement ID] --by NAME --why TEXT',
      'legwork resolve ID [--intent N] --void --by NAME --why TEXT',
      'legwork resolve ID [--intent N] --withdraw --by NAME --why TEXT',
    ],
  },
  {
    name: 'cancel',
    summary: 'Take a whole mandate back, if nothing of it was ever armed',
    takes: ['by', 'why'],
    id: 'Mandate',
    usage: ['legwork cancel ID --by NAME --why TEXT'],
  },
  {
    name: 'pause',
    summary: 'Send nothing more: on a lane, for an account, or at all',
    takes: ['lane', 'account', 'all', 'by', 'why'],
    id: 'None',
    usage: ['legwork pause (--lane L | --account VENUE/ACCOUNT | --all) --by NAME --why TEXT'],
  },
  {
    name: 'resume',
    summary: 'Let send again what was paused or halted',
    takes: ['lane', 'account', 'all', 'by', 'why'],
    id: 'None',
    usage: ['legwork resume (--lane L | --account VENUE/ACCOUNT | --all) --by NAME --why TEXT'],
  },
  {
    name: 'wake',
    summary: 'Have a job looked at soon',
    takes: [],
    id: 'Mandate',
    usage: ['legwork wake ID'],
  },
  {
    name: 'verify',
    summary: 'Hold every byte of the journal against its chain, its rules and its cards',
    takes: [],
    id: 'None',
    usage: ['legwork verify'],
  },
  {
    name: 'accept-restored',
    summary: 'Open a journal that was restored from a backup, and halt everything in it',
    takes: ['by', 'why'],
    id: 'None',
    usage: ['legwork accept-restored --journal FILE --by NAME --why TEXT'],
  },
  {
    name: 'migrate',
    summary: 'Make the file or the database ready for this version',
    takes: [],
    id: 'None',
    usage: ['legwork migrate'],
  },
  {
    name: 'help',
    summary: 'Tell about the program, or about one command',
    takes: [],
    id: 'Command',
    usage: ['legwork help [COMMAND]'],
  },
] as const satisfies ReadonlyArray<CommandTold>;

/** What is told of a command. */
export interface CommandTold {
  readonly name: string;
  readonly summary: string;
  readonly takes: ReadonlyArray<OptionName>;
  /** What the word after the command is. */
  readonly id: 'None' | 'Mandate' | 'Command';
  readonly usage: ReadonlyArray<string>;
}

/** A command of the program. */
export type CommandName = (typeof commands)[number]['name'];

/** Every option, whether it takes a value, and what it is. */
export const options = {
  journal: { value: 'FILE', says: 'the journal in a SQLite file (or LEGWORK_JOURNAL)' },
  url: { value: 'URL', says: 'the journal in a PostgreSQL database (or LEGWORK_URL)' },
  'key-file': { value: 'FILE', says: 'the key of an encrypted file: 32 bytes, or 64 hex digits' },
  json: { value: '', says: 'one JSON document instead of tables' },
  jobs: { value: '', says: 'count all jobs, also beyond the first 10,000' },
  open: { value: '', says: 'only mandates of which something is open' },
  after: { value: 'ID', says: 'only mandates behind this id' },
  limit: { value: 'N', says: 'at most so many, from 1 to 500 (50)' },
  intent: { value: 'N', says: 'which intent of the mandate, from 1; needed if several are open' },
  adopt: { value: 'REF', says: 'it is done: as this transfer, or for a creation as this settlement' },
  settlement: { value: 'ID', says: 'the settlement that REF belongs to, if the mandate does not say' },
  void: { value: '', says: 'what was sent had no effect and never will; it may go again' },
  withdraw: { value: '', says: 'it is taken back; nothing of it is out' },
  lane: { value: 'L', says: 'a key, by the name of its lane' },
  account: { value: 'VENUE/ACCOUNT', says: 'an account at a venue' },
  all: { value: '', says: 'everything' },
  by: { value: 'NAME', says: 'who says so; it stays in the journal' },
  why: { value: 'TEXT', says: 'why; it stays in the journal' },
  yes: { value: '', says: 'do not ask' },
  help: { value: '', says: 'tell about the command' },
  version: { value: '', says: 'print the version' },
} as const satisfies Readonly<Record<string, { readonly value: string; readonly says: string }>>;

/** An option of the program, without its dashes. */
export type OptionName = keyof typeof options;

/** What every command takes. */
export const everywhere: ReadonlyArray<OptionName> = ['journal', 'url', 'key-file', 'json'];

/** Whether a word is an option. */
export const isOption = (name: string): name is OptionName => Object.hasOwn(options, name);

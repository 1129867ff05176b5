import type { Effect } from '../engine/effect.js';
import type { Happening } from '../engine/event.js';
import type { IntentId } from '../noun/id.js';
import { type Said, ofRecord } from './record-entry.js';

/** What a log says of an event, given the effect that it answers. */
export const ofHappening = (happening: Happening, asked: Effect | undefined): ReadonlyArray<Said> => {
  const intent = intentOf(asked);
  switch (happening._tag) {
    case 'Begun':
      return [{ level: 'Info', event: 'RunBegun' }];
    case 'Appended':
      return asked?._tag === 'Append' ? asked.records.map(ofRecord) : [];
    case 'AppendRefused': {
      const { why, detail } = happening.refusal;
      return [{ level: 'Warning', event: 'AppendRefused', what: why, detail }];
    }
    case 'AppendFailed':
      return [{ level: 'Error', event: 'AppendFailed', detail: happening.failure.detail }];
    case 'Observed':
      return [{ level: 'Debug', event: 'Observed' }];
    case 'ReadFailed': {
      const { lasts, what } = happening.error;
      return [{ level: 'Warning', event: 'ReadFailed', what: lasts, detail: what }];
    }
    case 'Prepared':
      return [{ level: 'Debug', event: 'AttemptPrepared', ...intent }];
    case 'PrepareFailed': {
      const { error } = happening;
      const detail = error._tag === 'JournalFailed' ? error.detail : error.what;
      return [{ level: 'Warning', event: 'PrepareFailed', ...intent, what: error._tag, detail }];
    }
    case 'Sent':
      // The outcome is told once it is written down.
      return [{ level: 'Debug', event: 'AttemptSent', ...intent, what: happening.outcome._tag }];
    case 'Discarded':
      return [{ level: 'Info', event: 'AttemptDiscarded', ...intent }];
    case 'Waited':
      return [];
    case 'Nudged':
      return [{ level: 'Debug', event: 'Nudged' }];
    case 'Told': {
      const { _tag, by, why } = happening.order;
      return [{ level: 'Warning', event: 'Told', what: _tag, detail: `${by}: ${why}` }];
    }
  }
};

/** Whose attempt an effect is about, where it is about one. */
const intentOf = (effect: Effect | undefined): { readonly intent?: IntentId } => {
  switch (effect?._tag) {
    case 'Prepare':
      return { intent: effect.intent.id };
    case 'Send':
    case 'Discard':
      return { intent: effect.request.intent };
    case 'Append':
    case 'Read':
    case 'Wait':
    case 'Finish':
    case undefined:
      return {};
  }
};

/** What a log says of what is done next: that the run is over, or nothing. */
export const ofEffect = (effect: Effect | undefined): ReadonlyArray<Said> =>
  effect?._tag === 'Finish'
    ? [
        {
          level: effect.because === 'JournalLost' ? 'Error' : 'Info',
          event: 'RunOver',
          what: effect.because,
        },
      ]
    : [];

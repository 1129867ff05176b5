import { describe, expect, test } from '@jest/globals';
import { describeJournal } from '../src/index.js';
import { memoryJournalWorld } from './fixture/memory-journal-world.js';

describeJournal({ describe, test, expect })('the memory journal', memoryJournalWorld);

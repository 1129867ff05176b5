import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { describeVenue } from '../src/index.js';
import { memoryCrowd, memoryWorld } from './fixture/memory-world.js';

describeVenue({ describe, test, expect })('the memory venue', {
  world: memoryWorld,
  crowd: O.some(memoryCrowd),
});

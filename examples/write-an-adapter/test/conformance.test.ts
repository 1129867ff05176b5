import { describe, expect, test } from '@jest/globals';
import { describeVenue } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { openCrowd, openWorld } from './fixture/world.js';

describeVenue({ describe, test, expect })('Twinbook', { world: openWorld, crowd: O.some(openCrowd) });

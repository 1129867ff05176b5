import { describe, expect, test } from '@jest/globals';
import { describeRunner } from '../src/index.js';
import { memoryRunnerWorld } from './fixture/memory-runner-world.js';

describeRunner({ describe, test, expect })('the memory runner', memoryRunnerWorld);

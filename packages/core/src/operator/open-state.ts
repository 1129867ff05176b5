/**
 * Where an intent stands that is not over. `Waiting`: nothing of it is out. `MayBeSent`: an attempt is written down and
 * may be leaving now. `Unknown`: it was sent, and may have happened. `Accepted`: the venue took it and has not finished it.
 */
export type OpenState = 'Waiting' | 'MayBeSent' | 'Unknown' | 'Accepted';

import { type AccountId, type Ports, type Watcher, makeControl, memoryJournal } from '@legwork/core';
import { type BitgoDesk, connectBitgo, keychainSigner } from '@legwork/bitgo';
import { must } from '@legwork/example-stage';
import { sha256, systemClock, systemRandom } from '@legwork/node';
import { type Bitgo, loginOf } from './sandbox.js';
import { units } from './units.js';
import { fetchWalletKey } from './wallet-key.js';

/** One trading account: what a run needs, and what is asked beside settling. */
export interface Account {
  readonly id: AccountId;
  readonly ports: Ports;
  readonly desk: BitgoDesk;
}

/** Connects an account of the sandbox, by its name. Against the real venue, leave `transport` out and set `quietMs` with care. */
export const openDesk = async (sandbox: Bitgo, name: string, watch: Watcher): Promise<Account> => {
  const login = loginOf(sandbox, name);
  const { pub, encryptedPrv } = await fetchWalletKey(sandbox, login);
  const keychain = { envelope: encryptedPrv, passphrase: login.walletPassphrase };
  const journal = memoryJournal(systemClock);
  const connect = connectBitgo({ clock: systemClock, floor: journal, random: systemRandom });
  const { venue, desk } = must(
    await connect({
      account: login.accountId,
      enterprise: sandbox.credentials.enterpriseId,
      accessToken: login.accessToken,
      tokenKind: 'bearer',
      // The signer is told what an intent lets a payload say, and signs nothing else.
      signer: (expecting) => keychainSigner(keychain, { expecting, publicKey: pub }),
      units,
      quietMs: 2_000,
      transport: { baseUrl: sandbox.baseUrl, allowedHosts: ['127.0.0.1'], loopbackHttp: true },
    })(),
  );
  const ports = {
    venue,
    journal,
    clock: systemClock,
    digest: sha256,
    worker: `example-${process.pid}`,
    control: makeControl(),
    watch,
  };
  return { id: venue.account, ports, desk };
};

/** What a client of one account needs. It opens nothing but a sandbox. */
export interface AccountCredentials {
  readonly accountId: string;
  readonly name: string;
  readonly accessToken: string;
  /** The key that signs payloads, as the venue also hands it out under the passphrase. */
  readonly xprv: string;
  readonly walletPassphrase: string;
}

/** What the clients of an enterprise need. */
export interface BitgoCredentials {
  readonly enterpriseId: string;
  readonly accounts: ReadonlyArray<AccountCredentials>;
}

import { chmodSync, chownSync } from 'node:fs';

/** As whom the server runs. PostgreSQL refuses to run as root; then it runs as nobody, who owns its directory. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

const nobody: ServerAccount = { uid: 65_534, gid: 65_534 };

/** `undefined`: as ourselves. */
export const serverAccount = (): ServerAccount | undefined => (process.getuid?.() === 0 ? nobody : undefined);

/** Makes a directory one that the server's account may work in, and take away. */
export const openToServer = (directory: string): void => {
  const account = serverAccount();
  if (account === undefined) return;
  chmodSync(directory, 0o755);
  chownSync(directory, account.uid, account.gid);
};

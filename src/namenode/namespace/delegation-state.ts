// Delegation tokens and their keys as far as the log and the image carry them. This NameNode gives out no tokens;
// it keeps what an Apache NameNode has, because every one of those logs two keys when it becomes Active.
// Answers to DelegationTokenSecretManager's persisted part.

import type { DelegationKey, DelegationTokenIdentifier } from '../../edit-log/ops/delegation-token-ops.ts';

export interface PersistedToken {
  readonly token: DelegationTokenIdentifier;
  readonly expiryTime: number;
}

export class DelegationState {
  /** By key id. */
  readonly keys = new Map<number, DelegationKey>();
  /** By sequence number, which names a token. */
  readonly tokens = new Map<number, PersistedToken>();
  /** The newest key's id. */
  currentKeyId = 0;
  /** The last token's sequence number. */
  sequenceNumber = 0;

  addKey(key: DelegationKey): void {
    this.keys.set(key.keyId, key);
    if (key.keyId > this.currentKeyId) this.currentKeyId = key.keyId;
  }

  addToken(token: DelegationTokenIdentifier, expiryTime: number): void {
    this.tokens.set(token.sequenceNumber, { token, expiryTime });
    if (token.sequenceNumber > this.sequenceNumber) this.sequenceNumber = token.sequenceNumber;
  }

  /** A token that is gone stays gone. */
  renewToken(token: DelegationTokenIdentifier, expiryTime: number): void {
    if (this.tokens.has(token.sequenceNumber)) this.tokens.set(token.sequenceNumber, { token, expiryTime });
  }

  cancelToken(token: DelegationTokenIdentifier): void {
    this.tokens.delete(token.sequenceNumber);
  }
}

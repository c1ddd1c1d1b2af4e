// The public name of a nonce, the secret name of one incarnation of a NameNode: tells leases apart and gives no secret
// away. JournalNodes show it, NameNodes recognize their own by it.
import { md5 } from '../base/checksums.ts';

export function leaseId(nonce: Uint8Array): Uint8Array {
  return md5(nonce).subarray(0, 8);
}

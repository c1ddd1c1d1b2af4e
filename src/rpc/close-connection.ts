// The one outcome that must not be answered: the call may or may not have been executed for good.

/**
 * Thrown by a handler whose call must get no reply at all (an appended edit whose durability is
 * unknown). The RpcServer closes the call's connection; the client retries with the same call id elsewhere
 * and the retry cache there knows.
 */
export class CloseConnection extends Error {
  override readonly name = 'CloseConnection';
}

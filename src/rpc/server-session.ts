// Who is at the other end of a connection: the SASL preface, which is answered with "switch to SIMPLE",
// then the connection context with protocol and users, then authorization. One context a connection,
// before the first call. Answers to Server.Connection.processRpcOutOfBandRequest and ProxyUsers.
import { AssertionFailure } from '../base/assert.ts';
import { HdfsException, exceptionTable } from '../protocol/exceptions.ts';
import { writeBackward } from '../wire/codec.ts';
import type { Codec } from '../wire/codec.ts';
import { IpcConnectionContextProto } from '../wire/ipc-connection-context.ts';
import type { ProtoReader } from '../wire/proto-reader.ts';
import { RpcResponseHeaderProto_RpcErrorCodeProto as ErrorCode, RpcSaslProto, RpcSaslProto_SaslState as SaslState } from '../wire/rpc-header.ts';
import { contextCallId, pingCallId, saslCallId } from './frames.ts';
import { FatalReply, errorReply, replyToConnection, writeSuccess } from './replies.ts';
import type { RpcUser } from './service.ts';

/** The server's say on who may do what. Both throw an HdfsException AuthorizationException to refuse. */
export interface Authorization {
  /** May `user` speak `protocol` (undefined: the client named none) from `remoteAddress`? Everybody may when absent. */
  readonly authorize?: ((protocol: string | undefined, user: RpcUser, remoteAddress: string) => void) | undefined;
  /** May `realUser` act as `user` from `remoteAddress`? Nobody may when absent. */
  readonly impersonate?: ((realUser: string, user: string, remoteAddress: string) => void) | undefined;
}

const saslException = 'javax.security.sasl.SaslException';

export class ServerSession {
  /** The protocol that the client named in its context. */
  protocol: string | undefined;
  /** Set by the context; no call is taken before. */
  user: RpcUser | undefined;
  #sasl: boolean;
  readonly #remoteAddress: string;
  readonly #authorization: Authorization;

  constructor(sasl: boolean, remoteAddress: string, authorization: Authorization) {
    this.#sasl = sasl;
    this.#remoteAddress = remoteAddress;
    this.#authorization = authorization;
  }

  /**
   * Takes a message that is no call of a method, `reader` standing behind its header. Returns the
   * reply's frame if there is one; throws {@link FatalReply} when the connection must end.
   */
  outOfBand(callId: number, reader: ProtoReader): Uint8Array | undefined {
    if (callId === pingCallId) return undefined;
    if (callId === contextCallId) {
      if (this.#sasl) throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, 'Connection header sent during SASL negotiation');
      this.#context(decode(IpcConnectionContextProto, reader));
      return undefined;
    }
    if (callId === saslCallId) {
      if (!this.#sasl) throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, 'SASL protocol not requested by client');
      return this.#negotiate(decode(RpcSaslProto, reader));
    }
    throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, `Unknown out of band call #${callId}`);
  }

  #negotiate(message: RpcSaslProto): Uint8Array {
    if (message.state === SaslState.WRAP) {
      throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, 'Server is not wrapping data', saslException);
    }
    if (message.state === SaslState.INITIATE && message.auths.length !== 1) {
      throw new FatalReply(ErrorCode.FATAL_UNAUTHORIZED, 'Client mechanism is malformed', saslException);
    }
    if (message.state !== SaslState.NEGOTIATE && message.state !== SaslState.INITIATE) {
      const state = Object.entries(SaslState).find(([, value]) => value === message.state)?.[0];
      throw new FatalReply(ErrorCode.FATAL_UNAUTHORIZED, `Client sent unsupported state ${state}`, saslException);
    }
    this.#sasl = false;
    return writeBackward((w) => writeSuccess(w, replyToConnection(saslCallId), RpcSaslProto, { state: SaslState.SUCCESS, auths: [] }, undefined));
  }

  #context(context: IpcConnectionContextProto): void {
    if (this.user !== undefined) throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, 'Connection context already processed');
    const { effectiveUser, realUser } = context.userInfo ?? {};
    if (effectiveUser === undefined || effectiveUser === '') {
      // Apache would run such calls as the daemon's own user, which is the superuser.
      throw new FatalReply(ErrorCode.FATAL_UNAUTHORIZED, 'No user in the connection context', exceptionTable.AccessControlException.javaClass);
    }
    const user: RpcUser = { user: effectiveUser, realUser: realUser === '' ? undefined : realUser };
    try {
      if (user.realUser !== undefined) this.#impersonate(user.realUser, user.user);
      this.#authorization.authorize?.(context.protocol, user, this.#remoteAddress);
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      const { javaClass, message } = errorReply(error);
      throw new FatalReply(ErrorCode.FATAL_UNAUTHORIZED, message, javaClass);
    }
    this.protocol = context.protocol;
    this.user = user;
  }

  #impersonate(realUser: string, user: string): void {
    if (this.#authorization.impersonate !== undefined) this.#authorization.impersonate(realUser, user, this.#remoteAddress);
    else throw new HdfsException('AuthorizationException', `User: ${realUser} is not allowed to impersonate ${user}`);
  }
}

function decode<T>(codec: Codec<T>, reader: ProtoReader): T {
  try {
    return codec.readDelimited(reader);
  } catch (error) {
    const name = codec.name.slice(codec.name.lastIndexOf('.') + 1);
    throw new FatalReply(ErrorCode.FATAL_DESERIALIZING_REQUEST, `Error decoding ${name}: ${String(error)}`);
  }
}

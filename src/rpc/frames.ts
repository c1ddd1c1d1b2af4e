// The bytes of Hadoop IPC version 9 below the messages: the seven-byte preface, the call ids with a meaning of
// their own, and frames (a 32-bit length, then that many bytes). FrameReader copies only frames that
// arrived in pieces. Answers to org.apache.hadoop.ipc.RpcConstants and Server.Connection.readAndProcess.
import { asBuffer } from '../base/bytes.ts';
import { present } from '../base/assert.ts';

export const ipcVersion = 9;

/** RpcConstants' call ids: what is not a call of a method. */
export const contextCallId = -3;
export const pingCallId = -4;
export const saslCallId = -33;
/** A connection that was refused before any call: RpcConstants.AUTHORIZATION_FAILED_CALL_ID. */
export const refusedCallId = -1;

/** The preface's last byte: Server.AuthProtocol. */
export const authNone = 0;
export const authSasl = -33;

export const prefaceBytes = 7;

/**
 * ```
 * | 'h' 'r' 'p' 'c' | version 1 | service class 1 | auth 1 |
 * ```
 */
export function encodePreface(auth: number = authNone, serviceClass = 0): Uint8Array {
  const preface = Buffer.from('hrpc\0\0\0', 'latin1');
  preface.writeInt8(ipcVersion, 4);
  preface.writeInt8(serviceClass, 5);
  preface.writeInt8(auth, 6);
  return preface;
}

/** A frame whose length no peer of good will sends: the connection cannot be used any more. */
export class FrameLengthError extends Error {
  override readonly name = 'FrameLengthError';
  readonly lengthBytes: number;

  constructor(lengthBytes: number, lengthBytesMax: number) {
    super(
      lengthBytes < 0
        ? `Unexpected data length ${lengthBytes}!!`
        : `Requested data length ${lengthBytes} is longer than maximum configured RPC length ${lengthBytesMax}.`,
    );
    this.lengthBytes = lengthBytes;
  }
}

const nothing = Buffer.alloc(0);
/** From here on a frame gets its memory as soon as its length is known: a block report of millions comes in thousands of chunks. */
const largeFrameBytes = 256 * 1024;

/**
 * Cuts a stream of chunks into frames. After `next()` has returned true the frame is `bytes`
 * from `start` to `end`, until the next call.
 */
export class FrameReader {
  bytes: Buffer = nothing;
  start = 0;
  end = 0;
  readonly #frameBytesMax: number;
  /** The chunk being read, from `#position` on, and those that came behind it. */
  #chunk: Buffer = nothing;
  #position = 0;
  #later: Buffer[] = [];
  #laterNext = 0;
  #buffered = 0;
  /** What must be buffered before there is anything to do. */
  #wanted = 4;
  /** A large frame that is under way, its length included, and how much of it is there. */
  #large: Buffer | undefined;
  #largeFilled = 0;

  constructor(frameBytesMax: number) {
    this.#frameBytesMax = frameBytesMax;
  }

  /** Bytes received and not consumed. */
  get bufferedBytes(): number {
    return this.#buffered;
  }

  push(chunk: Uint8Array): void {
    const rest = this.#large === undefined ? chunk : this.#fillLarge(this.#large, chunk);
    if (rest.length === 0) return;
    if (this.#position === this.#chunk.length && this.#later.length === 0) {
      this.#chunk = asBuffer(rest);
      this.#position = 0;
    } else {
      this.#later.push(asBuffer(rest));
    }
    this.#buffered += rest.length;
  }

  /** Exactly `length` bytes outside of any frame; undefined while they are not all there. */
  take(length: number): Buffer | undefined {
    if (this.#buffered < length) return undefined;
    const start = this.#gather(length);
    return this.bytes.subarray(start, start + length);
  }

  /** Moves to the next frame; false when it is not complete. Throws {@link FrameLengthError}. */
  next(): boolean {
    if (this.#buffered < this.#wanted) {
      // An idle connection keeps nothing of its last frame, which may have been a large one.
      this.bytes = nothing;
      return false;
    }
    if (this.#wanted === 4) {
      const lengthBytes = this.#peekLength();
      if (lengthBytes < 0 || lengthBytes > this.#frameBytesMax) throw new FrameLengthError(lengthBytes, this.#frameBytesMax);
      if (this.#buffered < 4 + lengthBytes) {
        this.#wanted = 4 + lengthBytes;
        if (lengthBytes >= largeFrameBytes) this.#beginLarge(this.#wanted);
        return false;
      }
      this.start = this.#gather(4 + lengthBytes) + 4;
      this.end = this.start + lengthBytes;
      return true;
    }
    const frameBytes = this.#wanted;
    this.#wanted = 4;
    if (this.#large !== undefined) {
      this.bytes = this.#large;
      this.#large = undefined;
      this.#buffered -= frameBytes;
      this.start = 4;
      this.end = frameBytes;
      return true;
    }
    const at = this.#gather(frameBytes);
    this.start = at + 4;
    this.end = at + frameBytes;
    return true;
  }

  /** Forgets everything; for a connection that is only drained any more. */
  clear(): void {
    this.bytes = this.#chunk = nothing;
    this.start = this.end = this.#position = this.#buffered = this.#laterNext = 0;
    this.#later = [];
    this.#wanted = 4;
    this.#large = undefined;
  }

  #peekLength(): number {
    const chunk = this.#chunk;
    const at = this.#position;
    if (chunk.length - at >= 4) return chunk.readInt32BE(at);
    const head = Buffer.allocUnsafe(4);
    let filled = chunk.copy(head, 0, at);
    for (let next = this.#laterNext; filled < 4; next++) {
      const later = present(this.#later[next], 'a later chunk');
      filled += later.copy(head, filled, 0, Math.min(later.length, 4 - filled));
    }
    return head.readInt32BE(0);
  }

  /** Consumes `length` buffered bytes and makes them contiguous in `bytes`; the offset at which they stand. */
  #gather(length: number): number {
    this.#buffered -= length;
    if (this.#chunk.length - this.#position >= length) {
      this.bytes = this.#chunk;
      const start = this.#position;
      this.#position += length;
      if (this.#position === this.#chunk.length) this.#advance();
      return start;
    }
    const whole = Buffer.allocUnsafe(length);
    this.#moveTo(whole, length);
    this.bytes = whole;
    return 0;
  }

  /** Moves `length` buffered bytes to the beginning of `target`. */
  #moveTo(target: Buffer, length: number): void {
    let filled = 0;
    for (;;) {
      const count = this.#chunk.copy(target, filled, this.#position, Math.min(this.#chunk.length, this.#position + length - filled));
      filled += count;
      this.#position += count;
      if (filled === length) break;
      this.#advance();
    }
    if (this.#position === this.#chunk.length) this.#advance();
  }

  /** All that is buffered belongs to a frame of `frameBytes`: it moves there, and what comes follows it at once. */
  #beginLarge(frameBytes: number): void {
    this.#large = Buffer.allocUnsafeSlow(frameBytes);
    this.#largeFilled = this.#buffered;
    this.#moveTo(this.#large, this.#buffered);
  }

  /** What of `chunk` is behind the frame. */
  #fillLarge(large: Buffer, chunk: Uint8Array): Uint8Array {
    const count = Math.min(chunk.length, large.length - this.#largeFilled);
    large.set(count === chunk.length ? chunk : chunk.subarray(0, count), this.#largeFilled);
    this.#largeFilled += count;
    this.#buffered += count;
    return chunk.subarray(count);
  }

  #advance(): void {
    this.#position = 0;
    if (this.#later.length === 0) {
      this.#chunk = nothing;
      return;
    }
    this.#chunk = present(this.#later[this.#laterNext++], 'a later chunk');
    if (this.#laterNext === this.#later.length) {
      this.#later = [];
      this.#laterNext = 0;
    }
  }
}

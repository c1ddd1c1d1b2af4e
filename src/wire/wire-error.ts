// The one error of the codecs: bytes that are no valid message of the expected type, or a value that its field cannot
// carry. Answers to protobuf's InvalidProtocolBufferException.

/** Malformed bytes, a missing required field, or a value that cannot be encoded. The text names message and field. */
export class WireError extends Error {
  override readonly name = 'WireError'
}

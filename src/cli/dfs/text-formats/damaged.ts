// Why a file cannot be shown as text. The shell tells it with the path in front.

/** Its bytes are not what its format says. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/** A format, or a part of one, that is not there; names it. */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

// What a server says beside the status: Java's clients show it, and never the body.

const longest = 1000;

/** `message` as the reason phrase of an answer: in one line, in ASCII, and not endless. */
export function reasonPhrase(message: string): string {
  return message.slice(0, longest).replace(/\s+/g, ' ').replace(/[^\x20-\x7e]/g, '?').trim();
}

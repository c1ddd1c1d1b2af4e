// Why an image is not loaded. Damage lets the loader try another copy or an older image; something that we do not
// have does not, because the edits behind an older image lead to the same thing.

/** Bytes that cannot be what was saved. The message names the file and the place. */
export class ImageCorrupt extends Error {
  override readonly name = 'ImageCorrupt';
}

/** A whole image of something that this NameNode does not have; the message names it and what to do. */
export class ImageUnsupported extends Error {
  override readonly name = 'ImageUnsupported';
}

/** The saving of an image was called off; what was written of it is gone. */
export class SaveCancelled extends Error {
  override readonly name = 'SaveCancelled';
}

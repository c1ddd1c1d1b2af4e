// A DataView takes four bytes at once where bytes take four checks, but making one costs more than reading a record
// through it. Records lie side by side in few large buffers: the view of the last one is kept.

let viewed: Uint8Array = new Uint8Array(0);
let view = new DataView(viewed.buffer);

/** A view over the same bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  if (viewed !== bytes) {
    viewed = bytes;
    view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return view;
}

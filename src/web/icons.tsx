// The few icons, drawn here: a font's glyphs are not there on every machine.
import type { JSX } from 'preact';

const shapes = {
  rename: 'M3 13h3l7-7-3-3-7 7zM9 4l3 3',
  permissions: 'M4 7h8v6H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  delete: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M7 7v4M9 7v4',
  close: 'M4 4l8 8M12 4l-8 8',
} as const;

export function Icon({ name }: { readonly name: keyof typeof shapes }): JSX.Element {
  return <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={shapes[name]} /></svg>;
}

// Small pieces that all pages are made of. Colour never says anything alone: a word or a shape says it as well.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Severity } from './verdict.ts';

interface CardProps {
  readonly title: string;
  readonly more?: ComponentChildren;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

export function Card({ title, more, wide = false, children }: CardProps): JSX.Element {
  return (
    <section class={wide ? 'card wide' : 'card'} aria-label={title}>
      <header class="card-head"><h2>{title}</h2>{more}</header>
      {children}
    </section>
  );
}

const marks: Readonly<Record<Severity | 'plain', string>> = { good: '●', warn: '▲', bad: '■', plain: '○' };

export function Badge({ severity, children }: { readonly severity: Severity | 'plain'; readonly children: ComponentChildren }): JSX.Element {
  return <span class={`badge ${severity}`}><span aria-hidden="true">{marks[severity]}</span><span>{children}</span></span>;
}

export function severityOfState(state: string | undefined, silent: boolean): Severity | 'plain' {
  if (silent || state === undefined) return 'bad';
  if (state === 'Active') return 'good';
  return state === 'Standby' ? 'plain' : 'warn';
}

/** A figure with its name below. */
export function Stat({ name, value, severity = 'plain', title }: { readonly name: string; readonly value: ComponentChildren; readonly severity?: Severity | 'plain'; readonly title?: string }): JSX.Element {
  return <div class={`stat ${severity}`} title={title}><dd>{value}</dd><dt>{name}</dt></div>;
}

export interface Part {
  readonly name: string;
  readonly value: number;
  readonly shown: string;
  readonly tone: 'used' | 'other' | 'good' | 'warn';
}

/** A bar of parts of a whole, each named below it. */
export function Bar({ label, total, parts, legend = true }: { readonly label: string; readonly total: number; readonly parts: readonly Part[]; readonly legend?: boolean }): JSX.Element {
  let from = 0;
  return (
    <div>
      <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label={`${label}: ${parts.map((part) => `${part.name} ${part.shown}`).join(', ')}`}>
        <rect class="bar-rest" width="1000" height="10" />
        {parts.map((part) => {
          const width = total > 0 ? Math.min(1000 - from, (part.value / total) * 1000) : 0;
          const rect = <rect key={part.name} class={`tone-${part.tone}`} x={from} width={Math.max(part.value > 0 ? 2 : 0, width)} height="10" />;
          from += width;
          return rect;
        })}
      </svg>
      {legend && <ul class="legend" aria-hidden="true">{parts.map((part) => <li key={part.name}><span class={`dot tone-${part.tone}`} />{part.name} <b>{part.shown}</b></li>)}</ul>}
    </div>
  );
}

/**
 * A table. On a narrow screen each row becomes a block with the columns' names in it, or, as a `matrix`, it scrolls sideways in
 * itself. Roles are written out, because browsers forget them with the table's shape.
 */
export function Table({ label, matrix = false, children }: { readonly label: string; readonly matrix?: boolean; readonly children: ComponentChildren }): JSX.Element {
  const table = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    const own = table.current;
    if (own === null || matrix) return;
    const names = [...own.querySelectorAll('thead th')].map((cell) => cell.textContent ?? '');
    for (const row of own.rows) {
      row.setAttribute('role', 'row');
      for (const [i, cell] of [...row.cells].entries()) {
        cell.setAttribute('role', cell.scope === 'row' ? 'rowheader' : cell.scope === 'col' ? 'columnheader' : 'cell');
        cell.dataset['label'] = names[i] ?? '';
      }
    }
  });
  return <div class="table" role="region" aria-label={label} tabIndex={0}><table ref={table} role="table" class={matrix ? undefined : 'stacks'}>{children}</table></div>;
}

export function Empty({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <p class="empty">{children}</p>;
}

export function Notice({ severity, children }: { readonly severity: Severity; readonly children: ComponentChildren }): JSX.Element {
  return <div class={`notice ${severity}`} role={severity === 'bad' ? 'alert' : 'status'}><span aria-hidden="true">{marks[severity]}</span><div>{children}</div></div>;
}

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Modal: the browser keeps the focus inside, Escape closes, the focus goes back to where it was. */
export function Dialog({ title, onClose, children }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} aria-label={title} onCancel={onClose} onClose={onClose}>
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}

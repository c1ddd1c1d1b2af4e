// The NameNode's pages.
import { render } from 'preact';
import { cluster } from './live.ts';
import { Overview } from './overview.tsx';
import { Shell } from './shell.tsx';
import type { Page } from './shell.tsx';

const pages: readonly Page[] = [
  { name: '', title: 'Overview', draw: (live) => <Overview live={live} /> },
];

const root = document.querySelector('#app');
if (root !== null) {
  cluster.start();
  root.replaceChildren();
  render(<Shell pages={pages} />, root);
}

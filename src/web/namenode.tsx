// The NameNode's pages.
import { render } from 'preact';
import { Configuration } from './configuration.tsx';
import { DataNodes } from './datanodes.tsx';
import { Failover } from './failover.tsx';
import { Files } from './files/files-page.tsx';
import { Journals } from './journals.tsx';
import { cluster } from './live.ts';
import { Logs } from './logs.tsx';
import { Metrics } from './metrics.tsx';
import { Overview } from './overview.tsx';
import { Shell } from './shell.tsx';
import type { Page } from './shell.tsx';
import { Startup } from './startup.tsx';

const pages: readonly Page[] = [
  { name: '', title: 'Overview', draw: (live) => <Overview live={live} /> },
  { name: 'files', title: 'Files', draw: (live, rest) => <Files live={live} address={rest} /> },
  { name: 'failover', title: 'Failover', draw: (live) => <Failover live={live} /> },
  { name: 'datanodes', title: 'DataNodes', draw: (live) => <DataNodes live={live} /> },
  { name: 'journals', title: 'JournalNodes', draw: (live) => <Journals live={live} /> },
  { name: 'startup', title: 'Start-up', draw: (live) => <Startup live={live} /> },
  { name: 'configuration', title: 'Configuration', draw: (live) => <Configuration live={live} /> },
  { name: 'logs', title: 'Log', draw: (live) => <Logs live={live} /> },
  { name: 'metrics', title: 'Metrics', draw: (live) => <Metrics live={live} /> },
];

const root = document.querySelector('#app');
if (root !== null) {
  cluster.start();
  root.replaceChildren();
  render(<Shell pages={pages} />, root);
}

// TCP behind env.ts: node:net with TCP_NODELAY. What a connection is once it stands is node-socket.ts.
import net from 'node:net';
import { WorldError } from '../env.ts';
import type { Listener, Network, Socket } from '../env.ts';
import { networkError } from './network-error.ts';
import { NodeSocket, Reads } from './node-socket.ts';

export class NodeNetwork implements Network {
  listen(host: string, port: number, onConnection: (socket: Socket) => void): Promise<Listener> {
    return new Promise((resolve, reject) => {
      const server = net.createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (socket) => onConnection(NodeSocket.accepted(socket)));
      server.once('error', (error) => reject(networkError(error, `listening on ${host}:${port}`)));
      server.listen({ host, port, backlog: 511 }, () => {
        const address = server.address();
        const bound = typeof address === 'object' && address !== null ? address.port : port;
        resolve({ host, port: bound, close: () => new Promise((done) => server.close(() => done())) });
      });
    });
  }

  connect(host: string, port: number, timeoutMs: number): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const reads = new Reads();
      const socket = net.connect({ host, port, allowHalfOpen: true, noDelay: true, onread: reads.onread });
      const timer = setTimeout(() => {
        socket.destroy();
        reject(new WorldError('timeout', `${host}:${port}: no connection within ${timeoutMs} ms`));
      }, timeoutMs);
      const onError = (error: Error): void => {
        clearTimeout(timer);
        reject(networkError(error, `${host}:${port}`));
      };
      socket.once('error', onError);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('error', onError);
        resolve(new NodeSocket(socket, reads));
      });
    });
  }
}

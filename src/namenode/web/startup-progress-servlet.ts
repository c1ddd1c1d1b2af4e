// GET /startupProgress: how far the start is, as JSON for scripts that wait for a NameNode. There while it loads. Answers to
// StartupProgressServlet; its phases, their order and their fields are Apache's.
import { errorAnswer, jsonAnswer } from '../../web-pages/page-request.ts';
import type { NameNode } from '../name-node.ts';

type Status = 'PENDING' | 'RUNNING' | 'COMPLETE';

interface Phase {
  readonly name: string;
  readonly desc: string;
  readonly status: Status;
  /** 0 to 1. */
  readonly percentComplete: number;
  readonly elapsedTime: number;
  readonly file?: string;
  readonly size?: number;
  readonly steps: readonly Step[];
}

interface Step {
  readonly name?: string;
  readonly desc?: string;
  readonly count: number;
  readonly total: number;
  readonly percentComplete: number;
  readonly elapsedTime: number;
}

export function startupProgressServlet(node: NameNode, { method }: Request, wallMs: number): Response {
  if (method === 'OPTIONS') return new Response(null, { headers: { Allow: 'GET, HEAD, TRACE, OPTIONS' } });
  if (method !== 'GET' && method !== 'HEAD') return errorAnswer(405, `HTTP method ${method} is not supported by this URL`);
  const [image, edits] = node.startup.steps();
  const { imagePath, imageBytes, image: inodes, edits: replayed } = node.metrics.startup;
  const tookMs = (step: typeof image): number => (step === undefined ? 0 : Math.round((step.endMs ?? wallMs) - step.beganMs));
  const loaded = node.loaded && node.haState !== 'Loading';
  const imageDone = image?.endMs !== undefined;
  const phases: readonly Phase[] = [
    {
      name: 'LoadingFsImage', desc: 'Loading fsimage', ...progress(imageDone ? 'COMPLETE' : 'RUNNING'), elapsedTime: tookMs(image), ...(imageDone && imagePath !== '' ? { file: imagePath, size: imageBytes } : {}),
      steps: imageDone ? [{ name: 'Inodes', desc: 'inodes', count: inodes, total: inodes, percentComplete: 1, elapsedTime: tookMs(image) }] : [],
    },
    {
      name: 'LoadingEdits', desc: 'Loading edits', ...progress(loaded ? 'COMPLETE' : edits === undefined ? 'PENDING' : 'RUNNING'), elapsedTime: tookMs(edits),
      steps: loaded && replayed > 0 ? [{ count: replayed, total: replayed, percentComplete: 1, elapsedTime: tookMs(edits) }] : [],
    },
    // Nothing is saved at a start.
    { name: 'SavingCheckpoint', desc: 'Saving checkpoint', ...progress(loaded ? 'COMPLETE' : 'PENDING'), elapsedTime: 0, steps: [] },
    safeMode(node, loaded),
  ];
  const percentComplete = phases.reduce((sum, phase) => sum + phase.percentComplete, 0) / phases.length;
  return jsonAnswer({ elapsedTime: phases.reduce((sum, phase) => sum + phase.elapsedTime, 0), percentComplete, phases });
}

function safeMode(node: NameNode, loaded: boolean): Phase {
  const { safeMode: mode } = node.blocks;
  const status: Status = !loaded ? 'PENDING' : mode.inStartup ? 'RUNNING' : 'COMPLETE';
  const elapsedTime = Math.round(mode.inStartup ? mode.durationMs(node.monotonicMs()) : node.metrics.startup.safeModeMs);
  const done = status === 'COMPLETE';
  const { blocks } = node.metrics.startup;
  const { safeBlocks, totalBlocks } = done ? { safeBlocks: blocks, totalBlocks: blocks } : mode.waiting(node.monotonicMs());
  const percentComplete = done ? 1 : status === 'PENDING' || totalBlocks === 0 ? 0 : Math.min(1, safeBlocks / totalBlocks);
  const steps = loaded ? [{ name: 'AwaitingReportedBlocks', desc: 'awaiting reported blocks', count: safeBlocks, total: totalBlocks, percentComplete, elapsedTime }] : [];
  return { name: 'SafeMode', desc: 'Safe mode', status, percentComplete, elapsedTime: loaded ? elapsedTime : 0, steps };
}

function progress(status: Status): { readonly status: Status; readonly percentComplete: number } {
  return { status, percentComplete: status === 'COMPLETE' ? 1 : 0 };
}

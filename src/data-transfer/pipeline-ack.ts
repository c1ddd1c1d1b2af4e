// Acknowledgements that travel up a write pipeline, one per packet, one reply per DataNode, the nearest first.
// Answers to org.apache.hadoop.hdfs.protocol.datatransfer.PipelineAck.
import { PipelineAckProto, Status } from '../wire/data-transfer.ts';

/** PipelineAck.UNKOWN_SEQNO: an acknowledgement that belongs to no packet (out of band, or a broken mirror). */
export const unknownSeqno = -2;

export interface PipelineAck {
  readonly seqno: number;
  readonly replies: readonly Status[];
}

/** The ack for `seqno`; `downstreamNanos` is how long the DataNodes below took. */
export function encodeAck(seqno: number, replies: readonly Status[], downstreamNanos: number): Uint8Array {
  // The flag's low four bits are the status again; ECN and SLOW stay 0 (disabled).
  return PipelineAckProto.encodeDelimited({ seqno, reply: [...replies], flag: [...replies], downstreamAckTimeNanos: downstreamNanos });
}

/** An ack's replies, of the flags where they are given (as PipelineAck.getHeaderFlag reads them). */
export function repliesOf(ack: PipelineAckProto): Status[] {
  return ack.flag.length > 0 ? ack.flag.map((flag) => (flag & 0xf) as Status) : [...ack.reply];
}

/** Whether an ack carries an out-of-band status (a DataNode that is about to restart). */
export function isOutOfBand(ack: PipelineAckProto): boolean {
  return ack.seqno === unknownSeqno && ack.reply.some((status) => status >= Status.OOB_RESTART && status <= Status.OOB_RESERVED3);
}

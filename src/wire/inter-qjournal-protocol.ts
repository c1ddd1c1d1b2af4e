// Generated from proto/inter-qjournal-protocol.proto by scripts/proto/generate.ts; change those instead.
// JournalNode to JournalNode: the syncer asks its peers which segments they have.
// Uses the messages of QJournalProtocol.

import { GetEditLogManifestRequestProto, GetEditLogManifestResponseProto } from './qjournal-protocol.ts'

export const InterQJournalProtocol = {
  protocol: "org.apache.hadoop.hdfs.qjournal.protocol.InterQJournalProtocol",
  version: 1,
  methods: {
    getEditLogManifestFromJournal: { name: "getEditLogManifestFromJournal", request: GetEditLogManifestRequestProto, response: GetEditLogManifestResponseProto },
  },
} as const

// How long an active lease may be: what JournalNodes grant, and so what its holder may rest on (HA.md 5).

/** What a newEpoch grants, in ms; a renewal names its own. */
export const defaultTtlMs = 1000;
/** No lease is longer, in ms, whatever a renewal asks for. */
export const ttlMaxMs = 10_000;

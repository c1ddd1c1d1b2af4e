// What the importer of tests and their reporter, in one process, know together.

export const progress = {
  /** No further test will be registered at the top. */
  allImported: false,
};

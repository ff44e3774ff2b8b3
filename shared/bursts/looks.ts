// How photos look, by light and colour in a few bytes: for frames that follow each other too slowly for the hash.

/** Bytes a photo in `PhotoColumns.looks`: a row for `anglesOf`, of zeros where it is not known. */
export const lookBytes = 160;

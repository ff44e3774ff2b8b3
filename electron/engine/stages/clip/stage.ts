// The clip stage: one vector a photo, alike for photos and words that mean the same.

import { floatBytes } from '../../float-bytes.ts';
import { modelFor, type NamedStage } from '../../stage.ts';
import { openClipImages, type ClipImages } from './clip-models.ts';

export type ClipFound = {
  /** In which the embeddings compare. */
  readonly space: string;
  /** Of length 1. */
  readonly embedding: Float32Array;
};

export const clip: NamedStage<ClipImages, ClipFound> = {
  name: 'clip',
  version: 1,
  reads: ['clip.crops', 'decode.analysisPx', 'decode.facesPx'],
  needs: ['clip-image'],
  open: (models, settings) => openClipImages(modelFor(models, 'clip-image'), settings),
  async run({ analysis, widthPx, heightPx }, { models, settings }) {
    const photo = { raster: analysis, original: { widthPx, heightPx } };
    return { space: models.space, embedding: await models.embedPhoto(photo, settings) };
  },

  tables: [],
  save(rows, content, { space, embedding }) {
    // What was made of the vector before goes with it.
    rows.change('DELETE FROM derived_scores WHERE content = @content', { content });
    rows.change("DELETE FROM sports WHERE content = @content AND model = 'clip'", { content });
    rows.change(
      `INSERT OR REPLACE INTO clip_vectors (content, space, embedding)
       VALUES (@content, @space, @embedding)`,
      { content, space, embedding: floatBytes(embedding) },
    );
  },
};

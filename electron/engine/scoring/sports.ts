// The 100 sports by name, and how each is put into words for CLIP.

import { z } from 'zod';
import listed from '../../../assets/sports.json' with { type: 'json' };

const sportsSchema = z.object({
  /** Published names, spelling included; a class's index is its place. */
  classes: z.array(z.string().min(1)).length(100),
  /** Where the name alone is not what a caption would say. */
  spoken: z.record(z.string(), z.string().min(1)),
  templates: z.array(z.string().includes('{sport}')).min(1),
});

const sports = sportsSchema.parse(listed);

/** The published names, in the order of their index. */
export const sportNames: readonly string[] = sports.classes;

/** Captions of a photo of a sport, one a template. */
export function sportCaptions(name: string): readonly string[] {
  const spoken = sports.spoken[name] ?? name;
  return sports.templates.map((template) => template.replaceAll('{sport}', spoken));
}

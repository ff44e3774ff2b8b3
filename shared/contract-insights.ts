// Charts as they cross to the engine, which writes them into files, and to other programs.

import { z } from 'zod';
import { chartKinds, insightSections, type Chart } from './insights/chart.ts';

const text = z.string().max(1000);
const count = z.int().nonnegative();
const place = z.number().nullable();

const axis = z.object({ label: text, low: z.number(), high: z.number(), isTime: z.boolean() });

const mark = z.object({
  label: text,
  count,
  x: place.meta({
    description: 'Where it begins along the axis; milliseconds where that is time.',
  }),
  toX: place,
  y: place.meta({ description: 'Of a trend the middle photo’s value.' }),
  low: place.meta({ description: 'Of a trend the lower quartile.' }),
  high: place,
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
});
const leftMark = z.object({ label: text, count });

/** `paths` of a mark's photos where they were asked for. */
const withPaths = { paths: z.array(z.string()).readonly().optional() };
export const toldMark = mark.extend(withPaths);
export const toldLeft = leftMark.extend(withPaths);

const fields = {
  /** Names its file. */
  id: z.string().regex(/^[a-z][a-z_-]{0,60}$/),
  section: z.enum(insightSections),
  title: text,
  kind: z.enum(chartKinds),
  x: axis.nullable(),
  y: axis.nullable().meta({ description: 'Null where photos are counted.' }),
  said: z.array(text).max(20).readonly(),
};

const chart = z.object({
  ...fields,
  marks: z.array(mark).max(1000).readonly(),
  left: z.array(leftMark).max(20).readonly(),
}) satisfies z.ZodType<Chart>;

export const toldChart = z.object({
  ...fields,
  marks: z.array(toldMark).readonly(),
  left: z.array(toldLeft).readonly().meta({ description: 'Photos that are in no mark, and why.' }),
});

export const insightsReport = z.object({
  /** A folder that is empty or not there. */
  to: z.string().min(1),
  /** Writes into a new folder inside that one. */
  inside: z.boolean().default(false),
  title: text,
  charts: z.array(chart).min(1).max(200),
});

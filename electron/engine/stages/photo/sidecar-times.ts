// The capture times that sidecars give photos which say none themselves.

import type { CaptureTime } from '../../formats/facts/capture-time.ts';
import type { Rows } from '../../stage.ts';

type TimeRow = readonly [place: number, takenMs: number, offsetMinutes: number | null];

/** The capture times that sidecars give, by the places of their photos in `ids`. */
export function sidecarTimes(rows: Rows, ids: ArrayLike<number>): Map<number, CaptureTime> {
  const found = rows.read<TimeRow>(
    `SELECT wanted.key, taken_ms, offset_minutes FROM json_each(@ids) AS wanted
       CROSS JOIN sidecars ON sidecars.file = wanted.value WHERE taken_ms IS NOT NULL`,
    { ids: JSON.stringify(Array.from(ids)) },
  );
  return new Map(
    found.map(([place, takenMs, offsetMinutes]) => [place, { takenMs, offsetMinutes }]),
  );
}

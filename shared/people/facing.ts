// How far a face looks into the camera, as one number from the two turns of the head that matter.

/** Beyond this angle between the line of sight and the camera nothing of the look is left. */
const PROFILE = Math.PI / 2;

/**
 * The cosine of the angle between where the head points and the camera: 1 straight into it, 0 in profile and beyond.
 * Roll does not matter: a tilted head still looks at you. Unknown (NaN) angles give NaN.
 */
export function facing(yawDeg: number, pitchDeg: number): number {
  const [yaw, pitch] = [(yawDeg * Math.PI) / 180, (pitchDeg * Math.PI) / 180];
  if (Math.abs(yaw) >= PROFILE || Math.abs(pitch) >= PROFILE) return 0;
  return Math.max(Math.cos(yaw) * Math.cos(pitch), 0);
}

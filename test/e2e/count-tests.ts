// Stands in for node:test where tests are counted and not run.

let counted = 0;

/** Tests registered so far by the files that were imported. */
export const testsCounted = (): number => counted;

type Body = () => unknown;
type Options = { readonly skip?: boolean | string };

function isSkipped(options: Options | Body | undefined): boolean {
  return typeof options === 'object' && options.skip !== undefined && options.skip !== false;
}

/** Runs the body, which registers what is inside. */
export function describe(_name: string, options: Options | Body, body?: Body): void {
  if (isSkipped(options)) return;
  if (typeof options === 'function') options();
  else body?.();
}

export function it(_name: string, options: Options | Body): void {
  if (!isSkipped(options)) counted += 1;
}

export const test = it;

const nothing = (): void => undefined;
export { nothing as before, nothing as after, nothing as beforeEach, nothing as afterEach };

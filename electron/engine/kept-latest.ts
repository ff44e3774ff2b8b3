// A few costly values, kept by what they were made of.

export type KeptLatest<T> = {
  /** What was made for this key, or what `make` makes now; of more than fit, that asked for longest ago is dropped. */
  get(key: string, make: () => T): T;
};

export function keptLatest<T>(most: number): KeptLatest<T> {
  const values = new Map<string, { readonly value: T }>();
  return {
    get(key, make) {
      const kept = values.get(key) ?? { value: make() };
      values.delete(key);
      values.set(key, kept);
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) values.delete(oldest);
      return kept.value;
    },
  };
}

// The parts of an OpenAPI document that the page shows, and how a schema reads as a list of fields.

export type Schema = {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content: Content }>
  >;
};

export type ApiDocument = {
  readonly info: { readonly title: string; readonly version: string; readonly summary: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, { readonly description: string }>>;
  };
};

export type Field = {
  /** Names from the outside in, such as `photos[].rank`. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
};

/** Every field of an object schema, those of objects inside it right after it; empty for anything else. */
export function fieldsOf(schema: Schema, before = ''): readonly Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = `${before}${key}`;
    const field: Field = {
      name,
      type: typeOf(value),
      required: required.has(key),
      description: value.description ?? '',
    };
    const list = value.type === 'array';
    const inside = list ? (value.items ?? {}) : value;
    return [
      field,
      ...alternatives(inside).flatMap((one) => fieldsOf(one, `${name}${list ? '[]' : ''}.`)),
    ];
  });
}

/** A schema, or the ones that it chooses between. */
export function alternatives(schema: Schema): readonly Schema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

/** Type and limits in a few words, such as `integer, 1 to 100` or `list of text`. */
export function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (schema.format === 'binary') return 'file';
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  const names = [schema.type ?? 'anything'].flat().map((name) => typeNames[name] ?? name);
  return `${names.join(' or ')}${limits(schema)}`;
}

const typeNames: Readonly<Record<string, string>> = { string: 'text', null: 'nothing' };

function limits({ minimum, maximum, default: usual }: Schema): string {
  const range = [
    ...(minimum !== undefined && minimum > -Number.MAX_SAFE_INTEGER ? [`from ${minimum}`] : []),
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? [`to ${maximum}`] : []),
  ].join(' ');
  const otherwise = usual === undefined ? '' : `${JSON.stringify(usual)} when left out`;
  return [range, otherwise]
    .filter((part) => part !== '')
    .map((part) => `, ${part}`)
    .join('');
}

/** How to ask from a terminal. */
export function curlOf(url: string, method: string, { requestBody }: Operation): string {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const lines = [
    `curl ${method === 'get' ? '' : '-X POST '}${url}`,
    "-H 'Authorization: Bearer TOKEN'",
    ...(type === undefined ? [] : bodyOf(type, content?.schema ?? {})),
  ];
  return lines.join(' \\\n  ');
}

function bodyOf(type: string, schema: Schema): readonly string[] {
  if (type === 'image/*') return ["-H 'Content-Type: image/jpeg'", '--data-binary @photo.jpg'];
  if (type === 'multipart/form-data')
    return requiredOf(schema).map(([name]) => `-F ${name}=@${name}.jpg`);
  return ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(exampleOf(schema))}'`];
}

/** What a JSON body must hold, filled in. */
export function exampleOf(schema: Schema): Readonly<Record<string, unknown>> {
  const example = requiredOf(schema).map(([name, { type }]) => [
    name,
    type === 'array' ? ['/path'] : '/path',
  ]);
  return Object.fromEntries(example) as Record<string, unknown>;
}

function requiredOf(schema: Schema): readonly (readonly [string, Schema])[] {
  return Object.entries(schema.properties ?? {}).filter(([name]) =>
    schema.required?.includes(name),
  );
}

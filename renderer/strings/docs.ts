// The words of the page that documents the HTTP API.

export const docsStrings = {
  title: 'Podium’s HTTP API',
  loading: 'Loading …',
  failed:
    'The documentation could not be loaded. Open the address that "podium serve" printed first.',
  access: 'Access',
  accessHow: (origin: string) =>
    `Podium answers at ${origin}, to programs on this machine only. “podium serve” prints a token with each start; send it with every request:`,
  download: 'This documentation as OpenAPI',
  routes: 'Routes',
  takes: (type: string) => `Takes ${type}`,
  gives: 'Gives application/json',
  orGives: 'Or, for several photos',
  refusals: 'Refusals',
  try: 'Try it',
  tryIt: (path: string) => `Try ${path}`,
  sendAs: 'Send as',
  body: 'Body',
  send: 'Send',
  answer: 'Answer',
  waiting: 'Waiting for the answer …',
  noAnswer:
    'Podium did not answer. It may have stopped, or been started anew: open the address that it printed.',
  field: 'Field',
  type: 'Type',
  meaning: 'Meaning',
  optional: '(optional)',
} as const;

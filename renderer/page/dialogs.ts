// The windows that can lie over the page, one at a time.

export type Dialog =
  | 'album'
  | 'help'
  | 'licences'
  | 'models'
  | 'teach'
  | 'problems'
  | 'folders'
  | 'ingest'
  | 'handed'
  | 'dropped'
  | 'face'
  | 'samePerson'
  | 'forget'
  | 'sidecars'
  | 'sending'
  | 'rejects'
  | 'clocks'
  | null;

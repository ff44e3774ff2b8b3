// The words around the third-party notices; the notices themselves are made when the page is built.

export const licenceStrings = {
  title: 'Licences',
  open: 'Licences',
  about: 'Podium is made of other people’s work as well.',
  loading: 'Reading the licences…',
  failed:
    'The licences cannot be shown: the file that holds them is missing. Install Podium again.',
} as const;

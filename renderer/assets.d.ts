// Style sheets are imported for their effect only, drawings for their address; vite turns them into files.
declare module '*.css';

// A drawing as a file of its own: the page's policy lets no picture come from inside a script.
declare module '*.svg?no-inline' {
  const address: string;
  export { address as default };
}

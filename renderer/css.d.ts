// Style sheets are imported for their effect only; vite turns them into files.
declare module '*.css';

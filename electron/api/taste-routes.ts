// The routes of taste: what each takes, what it gives, and what does it.

import type { Route } from './route.ts';
import * as taste from './taste.ts';
import * as schemas from './taste-schemas.ts';

export const tasteRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/taste',
    summary: 'What choices between two photos have taught, learned anew where anything changed.',
    bodies: { 'application/json': schemas.tasteRequest },
    answers: [schemas.tasteState],
    turn: 'folders',
    run: taste.tellTaste,
  },
  {
    method: 'POST',
    path: '/taste/next',
    summary: 'The two photos of folders whose comparison would teach most.',
    bodies: { 'application/json': schemas.nextRequest },
    answers: [schemas.nextPair],
    turn: 'folders',
    run: taste.nextPair,
  },
  {
    method: 'POST',
    path: '/taste/choose',
    summary: 'Keeps which of two photos was chosen.',
    bodies: { 'application/json': schemas.chooseRequest },
    answers: [schemas.done],
    turn: 'photos',
    run: taste.choose,
  },
  {
    method: 'GET',
    path: '/taste/choices',
    summary: 'Every choice of everybody, to be kept or merged elsewhere.',
    bodies: {},
    answers: [schemas.choices],
    turn: null,
    run: taste.giveChoices,
  },
  {
    method: 'POST',
    path: '/taste/choices/add',
    summary: 'Takes choices that were made elsewhere; those that are there already count once.',
    bodies: { 'application/json': schemas.choices },
    answers: [schemas.choicesAdded],
    turn: null,
    run: taste.addChoices,
  },
  {
    method: 'GET',
    path: '/taste/vectors',
    summary: 'What was learned, here and elsewhere, to be used by other programs.',
    bodies: {},
    answers: [schemas.tastes],
    turn: null,
    run: taste.giveTastes,
  },
  {
    method: 'POST',
    path: '/taste/vectors/add',
    summary: 'Keeps a taste from elsewhere under a name.',
    bodies: { 'application/json': schemas.tasteGiven },
    answers: [schemas.done],
    turn: null,
    run: taste.addTaste,
  },
];

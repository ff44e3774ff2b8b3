// The routes of the HTTP API: what each takes, what it gives, and what does it.

import { tellAbout } from './about.ts';
import { tellCaptions, writtenCaptions } from './captions.ts';
import { tellInsights } from './insights.ts';
import { insights, insightsRequest } from './insights-schemas.ts';
import { clocks, clocksRequest, tellClocks } from './clocks.ts';
import { comparePhotos } from './compare.ts';
import { tellHealth } from './health.ts';
import { listClasses, predictSports } from './predict.ts';
import { rankFolders } from './rank.ts';
import { rateSignals } from './rate.ts';
import type { Route } from './route.ts';
import { searchFolders } from './search.ts';
import * as schemas from './schemas.ts';
import { tasteRoutes } from './taste-routes.ts';
import * as ofTaste from './taste-schemas.ts';

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/health',
    summary: 'Whether Podium answers, and which models it uses.',
    bodies: {},
    answers: [schemas.health],
    turn: null,
    run: tellHealth,
  },
  {
    method: 'GET',
    path: '/classes',
    summary: 'The sports that /predict can name.',
    bodies: {},
    answers: [schemas.classes],
    turn: null,
    run: listClasses,
  },
  {
    method: 'POST',
    path: '/predict',
    summary: 'The sport on one photo, sent as it is, or on many, sent as a form or named by path.',
    bodies: {
      'image/*': schemas.photoBytes,
      'multipart/form-data': schemas.predictForm,
      'application/json': schemas.predictPaths,
    },
    answers: [schemas.onePrediction, schemas.predictions],
    turn: 'photos',
    run: predictSports,
  },
  {
    method: 'POST',
    path: '/photo',
    summary:
      'All that is known of one photo, sent as it is or named by path: its shot, and the players, ball, joints, numbers and faces seen in it.',
    bodies: { 'image/*': schemas.photoBytes, 'application/json': schemas.aboutRequest },
    answers: [schemas.about],
    turn: 'photos',
    run: tellAbout,
  },
  {
    method: 'POST',
    path: '/rank',
    summary:
      'The photos of folders, ranked, with every reason. What is new is analysed first. Rejects are marked, and never among the top.',
    bodies: { 'application/json': schemas.rankRequest },
    answers: [schemas.ranking],
    turn: 'folders',
    run: rankFolders,
  },
  {
    method: 'POST',
    path: '/insights',
    summary:
      'What the photos of folders are like, as charts: scores, bursts, time, colours, subjects, people, cameras, signals.',
    bodies: { 'application/json': insightsRequest },
    answers: [insights],
    turn: 'folders',
    run: tellInsights,
  },
  {
    method: 'POST',
    path: '/search',
    summary:
      'The photos of folders that show what the words say, a number, or both; likest or surest first.',
    bodies: { 'application/json': schemas.searchRequest },
    answers: [schemas.findings],
    turn: 'folders',
    run: searchFolders,
  },
  {
    method: 'POST',
    path: '/clocks',
    summary:
      'The cameras of folders, and how far the clock of each is moved; moves one. No file is touched.',
    bodies: { 'application/json': clocksRequest },
    answers: [clocks],
    turn: 'folders',
    run: tellClocks,
  },
  {
    method: 'POST',
    path: '/captions',
    summary:
      'What photos say as their captions: what was written in Podium, else what the files say.',
    bodies: { 'application/json': schemas.captionsRequest },
    answers: [schemas.captions],
    turn: 'photos',
    run: tellCaptions,
  },
  {
    method: 'POST',
    path: '/captions/write',
    summary:
      'Writes captions by a saved template, by texts, or both. They are kept in Podium and go into albums; no file is touched.',
    bodies: { 'application/json': schemas.captionsWritten },
    answers: [schemas.captions],
    turn: 'photos',
    run: writtenCaptions,
  },
  {
    method: 'POST',
    path: '/compare',
    summary: 'Which of two photos is the better one, under a master vector.',
    bodies: {
      'multipart/form-data': schemas.compareForm,
      'application/json': schemas.comparePaths,
    },
    answers: [schemas.comparison],
    turn: 'photos',
    run: comparePhotos,
  },
  {
    method: 'POST',
    path: '/rate',
    summary: 'Scores for signals that were measured elsewhere, without photos.',
    bodies: { 'application/json': ofTaste.rateRequest },
    answers: [ofTaste.rated],
    turn: null,
    run: rateSignals,
  },
  ...tasteRoutes,
];

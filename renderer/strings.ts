// Every word the page says, in one place, ready to translate.

import { actionNames, groupNames, helpStrings } from './strings/keys.ts';
import { filterStrings } from './strings/filters.ts';
import { sportStrings } from './strings/sport.ts';
import { count, photosText, plural } from './strings/numbers.ts';
import { infoStrings, markStrings, tonesStrings } from './strings/info.ts';
import { orderStrings } from './strings/order.ts';
import { peopleStrings } from './strings/people.ts';
import { searchStrings } from './strings/search.ts';
import { vectorStrings } from './strings/vectors.ts';
import { viewing } from './strings/viewing.ts';

export { count, photosText } from './strings/numbers.ts';

const labels = ['None', 'Red', 'Yellow', 'Green', 'Blue', 'Purple'] as const;

/* prettier-ignore */
export const strings = {
  appName: 'Podium',
  actions: actionNames,
  keyGroups: groupNames,
  labels,
  start: {
    title: 'Drop a match folder',
    lead: 'Podium finds the ten worth sharing. Nothing leaves this computer, and no original is changed.',
    choose: 'Choose a folder…',
    demo: 'Try the demo folder',
    about: [
      { what: 'The moment first', how: 'Players, ball, action and who is sharp decide the order, and every score says why.' },
      { what: 'One person in a thousand photos', how: 'One photo of a face is enough; what is only a maybe says so.' },
      { what: 'Your order', how: 'Move a weight and the photos follow at once.' },
    ],
    goOn: (folder: string) => `Go on with ${folder}`,
    demoMaking: (done: number, total: number) =>
      `Making the demo: ${count(done)} of ${count(total)} photos`,
    recent: 'Recent folders',
    noRecent: 'Folders you open will be listed here.',
    opening: (folder: string) => `Looking into ${folder}`,
    found: (files: number) => `${plural(files, 'file', 'files')} found`,
    cancel: 'Cancel',
    dropInBrowser: 'A browser does not tell where a dropped folder is. Choose it here instead.',
  },
  notLetIn: {
    title: 'Podium is not open in this tab',
    why: 'The address that Podium prints opens one tab, once. This one was opened in another way, or Podium was started again since.',
    how: 'Nothing is lost. Run this in a terminal, and open the address that it prints:',
  },
  chooser: {
    title: 'Choose a folder',
    open: 'Choose this folder',
    up: 'One folder up',
    here: (photos: number) =>
      photos === 0 ? 'No photos directly in here' : `${photosText(photos)} in here`,
    empty: 'There are no folders in here.',
    path: 'Path of the folder',
    go: 'Go',
    newFolder: 'New folder…',
    newFolderName: 'Name of the new folder',
    newFolderDo: 'Make it',
    cancel: 'Cancel',
  },
  bar: {
    home: 'Start screen',
    photos: photosText,
    selected: (photos: number) => `${count(photos)} selected`,
    stacked: (shown: number, all: number) => `${count(shown)} of ${photosText(all)}, stacked`,
    stackedMeans:
      'Of each burst its best photo is shown. Ranks count every photo, so they leave out those inside the stacks.',
    shownOf: (shown: number, all: number) => `${count(shown)} of ${photosText(all)}`,
    size: 'Size of the photos',
    stack: 'Stack bursts',
    people: 'People',
    ranking: 'Ranking',
    album: 'Make an album…',
    help: 'Keys',
  },
  grid: {
    newOrder: 'New results: update the order',
    nothingShown: 'No photo matches the filters.',
    nobody: 'No photo shows this person.',
    clear: 'Clear the filters',
    noPhotos:
      'There are no photos in this folder. Podium reads JPEG, RAW, HEIC, PNG, TIFF, WebP and AVIF files.',
    appear: 'Photos that are put there appear here by themselves.',
    openOther: 'Open another folder',
    notYet: 'not analysed yet',
    unreadable: 'could not be read',
    rank: (place: number) => `rank ${count(place)}`,
    rankOfAll: (place: number) =>
      `Rank ${count(place)} of all photos. Those before it that you do not see are in stacks, or left out by a filter.`,
    score: (score: string) => `score ${score}`,
    pick: 'picked',
    reject: 'rejected',
    stars: (stars: number) => plural(stars, 'star', 'stars'),
    label: (label: number) => `${(labels[label] ?? '').toLowerCase()} label`,
    burst: (size: number) => `burst of ${count(size)}`,
    byHand: 'grouped by hand',
    inOpenBurst: 'opened',
    openBurst: 'Open the burst where it stands',
    closeBurst: 'Close the burst',
    burstPicks: (picks: number) => `${count(picks)} of the burst picked`,
    eyesClosed: 'eyes closed',
    blurred: 'blurred',
    softSubject: 'player not sharp',
    peakAction: 'peak action',
    ball: 'ball',
    person: 'shows the person',
    bracket: 'exposure bracket',
    copies: 'has copies',
    maybe: 'maybe the person',
    maybeShort: 'maybe',
  },
  ranking: {
    title: 'Ranking',
    preset: 'Preset',
    presets: {
      sports: 'Sports',
      general: 'General',
      portrait: 'Portrait',
      group: 'Group',
      album: 'Album',
      published: 'Published sports weights',
    },
    ownWeights: 'Own weights',
    save: 'Save these weights…',
    saveName: 'Name for these weights',
    saveDo: 'Save',
    saved: (name: string) => `Saved the weights as “${name}”.`,
    remove: (name: string) => `Remove “${name}”`,
    removed: (name: string) => `Removed the weights “${name}”.`,
    more: 'More signals',
    fewer: 'Fewer signals',
    weight: (label: string) => `Weight of ${label}`,
    from: (label: string) => `Show only from, ${label}`,
    to: (label: string) => `Show only up to, ${label}`,
    unmeasured: 'Not measured here',
    needsModel: 'Needs a model…',
    nothingLearned: 'Choose between photos…',
    waiting: 'Not known yet',
    noneLeft: 'Every weight is 0, so the photos stand in the order they were taken.',
    why: 'Why this score',
    whyNone: 'Select a photo to see why it stands where it does.',
    aestheticBy: 'Measure aesthetics by',
    aestheticWays: { prompts: 'Words', head: 'Ratings' },
    aestheticAbout: {
      prompts: 'By descriptions of good and of bad photos',
      head: 'By what people rated pictures; needs its model',
    },
    measuredBy: (way: string) => `Aesthetics: ${way}`,
    personBest: 'How they look',
    personWeights: 'My weights',
    personBy: 'Rank this person’s photos by',
    reset: 'Clear this range',
    points: (value: string) => `${value} of the score`,
  },
  personParts: {
    smile: 'Smile',
    facing: 'Facing the camera',
    face_sharpness: 'Face sharpness',
    good_faces: 'Faces that look good',
    group_sharpness: 'Sharpness of the faces',
  },
  people: peopleStrings,
  filters: filterStrings,
  sport: sportStrings,
  search: searchStrings,
  order: orderStrings,
  info: infoStrings,
  tones: tonesStrings,
  marks: markStrings,
  vectors: vectorStrings,
  loupe: {
    name: 'Photo',
    of: (place: number, all: number) => `${count(place)} of ${count(all)}`,
    back: 'Back to the grid',
    previous: 'Previous photo',
    next: 'Next photo',
    zoom: 'Zoom to 1:1',
    fit: 'Fit to the window',
    loading: 'Loading every pixel…',
    notReady: 'This photo has not been analysed yet; its preview comes with the analysis.',
    strip: 'Neighbours in the ranking',
    copies: (copies: number) => plural(copies, 'copy', 'copies'),
    copiesAt: (paths: readonly string[]) => `Copies of it: ${paths.join(', ')}`,
    frameOf: (frame: number, frames: number) => `frame ${count(frame)} of ${count(frames)}`,
    frameKeys: 'The frames of this burst as they were taken. Comma and full stop step through them.',
  },
  decided: (what: string, file: string) => `${what}: ${file}`,
  decidedMany: (what: string, photos: number) => `${what}: ${photosText(photos)}`,
  pickedBest: (picked: number, others: number) => {
    if (picked > 1) return `Picked ${count(picked)}, and rejected the rest of the burst: ${count(others)}`;
    if (others === 0) return 'Picked; it is the only photo of its burst.';
    return `Picked, and rejected ${plural(others, 'other', 'others')} of its burst`;
  },
  undo: {
    button: 'Undo',
    nothing: 'There is nothing to undo.',
    nothingBack: 'There is no other look to go back to.',
    nothingForward: 'There is no other look to go forward to.',
    backButton: 'Back',
    back: (text: string) => `Back: ${text}`,
    forward: (text: string) => `Forward: ${text}`,
    nothingToRedo: 'There is nothing to do again.',
    done: (text: string) => `Undone: ${text}`,
    redone: (text: string) => `Done again: ${text}`,
    weight: (label: string) => `weight of ${label}`,
    preset: (name: string) => `preset ${name}`,
    filters: 'filters',
    cleared: 'Cleared the filters',
    person: (name: string | null) => `looking for ${name ?? 'a person'}`,
    everybody: 'showing everybody',
  },
  status: {
    analysing: 'Analysing',
    paused: 'Paused',
    done: 'Everything is analysed',
    stopped: 'The analysis stopped',
    away: (folders: readonly string[]) =>
      folders.length === 1
        ? `The folder ${folders[0]} is away. Its photos stay here as they were, and Podium goes on by itself when it is back.`
        : `${folders.length} folders are away. Their photos stay here as they were, and Podium goes on by itself when they are back.`,
    of: (done: number, total: number) => `${count(done)} of ${count(total)}`,
    speed: (value: string) => `${value} photos/s`,
    left: (time: string) => `${time} left`,
    pause: 'Pause',
    resume: 'Go on',
    again: 'Try again',
    problems: (problems: number) => plural(problems, 'problem', 'problems'),
    picks: (picks: number) => plural(picks, 'pick', 'picks'),
    rejects: (rejects: number) => plural(rejects, 'reject', 'rejects'),
    progress: 'Analysis',
  },
  problems: {
    title: 'What could not be used',
    lead: (good: number) => `These files were skipped; the other ${photosText(good)} are fine.`,
  },
  album: {
    title: 'Make an album',
    count: 'Photos',
    variety: 'Variety',
    varietyLow: 'Highest scores',
    varietyHigh: 'Most different',
    from: { shown: 'What is shown', picks: 'The picks' },
    fromName: 'Chosen from',
    preview: (photos: number) => `${photosText(photos)}, exactly as they will be exported`,
    nothing: 'There is nothing to export: no photo passes the filters.',
    to: 'Album folder',
    toChoose: 'Choose…',
    toNone: 'No folder chosen yet',
    toFirst: 'Choose an album folder first.',
    template: 'File names',
    templateHelp: 'Parts in braces are filled in: {rank:3}, {name}, {score}, {date}, {time}.',
    example: (name: string) => `First file: ${name}`,
    xmp: 'Write an XMP sidecar beside each photo',
    export: (photos: number) => `Export ${photosText(photos)}`,
    exporting: (done: number, total: number) => `Exporting ${count(done)} of ${count(total)}`,
    stop: 'Stop',
    done: (photos: number, folder: string) =>
      `${photosText(photos)} exported to ${folder}. The originals are unchanged.`,
    show: 'Show in folder',
    close: 'Close',
    cancel: 'Cancel',
  },
  help: helpStrings,
  close: 'Close',
  ...viewing,
  failed: {
    title: 'Podium’s page failed',
    lead: 'Your decisions are saved. Load the page again to go on.',
    reload: 'Load again',
  },
} as const;

/** "4 min", "50 s", "2 h 10 min". */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${count(Math.max(1, Math.round(seconds)))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${count(minutes)} min`;
  return `${count(Math.floor(minutes / 60))} h ${count(minutes % 60)} min`;
}

/** Two decimals: more would pretend to be exact. */
export function scoreText(score: number): string {
  return score.toFixed(2);
}

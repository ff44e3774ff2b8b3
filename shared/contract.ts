// Every method of the engine on one screen: what goes in, what comes out, what progress says.

import { z } from 'zod';
import * as sendInputs from './delivery/delivery-inputs.ts';
import type { Delivery, DestinationTest, KnownDestination } from './delivery/deliveries.ts';
import * as inputs from './contract-inputs.ts';
import * as ofInsights from './contract-insights.ts';
import * as ofStills from './contract-stills.ts';
import * as ofTaste from './contract-taste.ts';
import type * as outputs from './contract-outputs.ts';
import type { ReadRoster, Roster } from './captions/roster.ts';
import type { Template } from './captions/template.ts';
import type { DemoFolder, DemoProgress } from './demo.ts';
import type { PhotoEmbeddings } from './bursts/likeness.ts';
import type { KeptState } from './kept.ts';
import type { DownloadProgress, ModelStatus } from './models.ts';
import type { PhotoColumns } from './photo.ts';
import { method } from './calls/rpc.ts';
import type { Choice } from './taste/choice.ts';
import type { TasteState } from './taste/taste-state.ts';
import type { SettingName, Settings } from './settings.ts';
import type { Tones } from './tones.ts';
import type { TaughtModel, TeachProgress } from './teach/taught-model.ts';

export type * from './contract-outputs.ts';
export type {
  AlbumItem,
  AlbumPlan,
  BurstChange,
  ClockChange,
  CaptionChange,
  DecisionChange,
  FaceReference,
  GivenList,
  HistogramPlan,
  PersonReference,
  PhotoReference,
  PhotoSource,
  SheetPlan,
} from './contract-inputs.ts';

export const contract = {
  /** Finds new, changed and removed files. Opens no photo whose size and time are unchanged. */
  'folder.sync': method<outputs.FolderSummary, { readonly found: number }>()(inputs.syncedFolders),
  /** Analyses every stale photo; resumable, cancellable between photos. */
  'folder.analyse': method<outputs.AnalysisSummary, outputs.AnalysisProgress>()(
    inputs.foldersByPreset,
  ),
  'folder.columns': method<PhotoColumns>()(inputs.foldersByPreset),
  /** What CLIP saw in the photos of `folder.columns`; without CLIP nothing, which costs nothing. */
  'folder.embeddings': method<PhotoEmbeddings>()(inputs.folders),
  /** Where the main athlete stands in the photos of `folder.columns`. */
  'folder.subjects': method<outputs.SubjectPlaces>()(inputs.folders),
  /** A quick look at photos that have not been analysed, in the order asked for; nothing is kept. */
  'folder.thumbnails': method<{ readonly thumbnails: readonly outputs.QuickThumbnail[] }>()(
    inputs.thumbnails,
  ),
  /** Sees to it that the image cache holds the photo at full size; the answer names it. */
  'photo.full': method<{ readonly contentHex: string }>()(inputs.photo),
  /**
   * What the file of a photo says of itself, and what was seen in it: one of the open folders as it is known by now, any
   * other analysed first.
   */
  'photo.about': method<outputs.PhotoAbout>()(inputs.photoAbout),
  /** The same for any picture of the image cache, by its name: hosts ask where they find it lost or damaged. */
  'photo.image': method<object>()(inputs.cachedImage),
  /** How the tones of a photo are spread, by its preview. */
  'photo.tones': method<Tones>()(inputs.pictured),

  /** How alike each face of the open folders is to a person; faces stay in `folder.columns` order. */
  'person.match': method<outputs.PersonMatch>()(inputs.personMatch),
  /** The faces of the open folders as people, the user's names and corrections applied. */
  'person.groups': method<outputs.PersonGroups>()(inputs.folders),
  /** The faces of a photo that can be searched for, so that the user may say whom they mean; analyses the photo. */
  'person.faces': method<outputs.PhotoFaces>()(inputs.personFaces),
  'person.name': method<object>()(inputs.personName),
  /** "Not this person", permanent until taken back. */
  'person.reject': method<object>()(inputs.personReject),

  /** The sports that the classifier in use knows. */
  'sport.classes': method<outputs.SportClasses>()(inputs.sportClasses),
  /** Which sport each photo shows; photos of the open folders are not decoded again. */
  'sport.predict': method<outputs.SportPredictions, outputs.CountProgress>()(inputs.sportPhotos),

  /**
   * Learns sports from a folder of labelled photos: looks at those that no analysis has seen, and lists what it learned as a classifier
   * that is used once it is chosen. The photos stay as they are.
   */
  'teach.sport': method<TaughtModel, TeachProgress>()(inputs.taughtFolder),

  'decision.read': method<outputs.DecisionColumns>()(inputs.folders),
  /** All changes or none. */
  'decision.write': method<outputs.DecisionUndo>()(inputs.decisionChanges),
  /** Puts photos together as bursts, or apart: all changes or none. */
  'burst.write': method<outputs.BurstUndo>()(inputs.burstChanges),
  /** Moves cameras' clocks in folders: all changes or none. Photos stay as they are. */
  'clock.write': method<outputs.ClockUndo>()(inputs.clockChanges),
  /** What is said about photos: by their files, and by the user. */
  'caption.read': method<{ readonly captions: readonly outputs.PhotoCaption[] }>()(
    inputs.captionPhotos,
  ),
  /** All changes or none; no photo is written, sidecars as the settings say. */
  'caption.write': method<outputs.CaptionUndo>()(inputs.captionChanges),
  'template.list': method<{ readonly templates: readonly Template[] }>()(inputs.nothing),
  'template.save': method<object>()(inputs.template),
  'template.remove': method<object>()(inputs.templateName),
  /** The roster kept with the folders, or with those around them. */
  'roster.read': method<Roster>()(inputs.folders),
  /** What a list says of who plays; nothing is kept. */
  'roster.look': method<ReadRoster>()(inputs.rosterList),
  /** Keeps a roster with a folder, or with null none; the answer is what was kept before. */
  'roster.write': method<{ readonly before: Roster | null }>()(inputs.rosterFolder),
  /** Files of code replacements as they were taken, the last one last. */
  'code.list': method<{ readonly files: readonly outputs.KeptCodes[] }>()(inputs.nothing),
  'code.take': method<{ readonly files: readonly outputs.KeptCodes[] }>()(inputs.codeFile),
  'code.remove': method<{ readonly files: readonly outputs.KeptCodes[] }>()(inputs.codeFileName),
  /** Where Podium and other programs differ about photos of folders, and what could not be written for them. */
  'sidecar.state': method<outputs.SidecarState>()(inputs.folders),
  /** Writes all that was ever decided about the photos of folders beside them, whatever the settings say. */
  'sidecar.write': method<outputs.SidecarsWritten, outputs.CountProgress>()(inputs.folders),
  'preset.list': method<{ readonly presets: readonly outputs.Preset[] }>()(inputs.nothing),
  'preset.save': method<object>()(inputs.preset),
  'preset.remove': method<object>()(inputs.presetName),
  /** The folders opened last, latest first. */
  'library.recent': method<{ readonly folders: readonly outputs.RecentFolder[] }>()(inputs.nothing),
  'library.opened': method<object>()(inputs.folders),
  /**
   * Says, for as long as it is not cancelled, when decisions, names, presets or settings were changed by another window,
   * another host or another program on the same data; the first progress says how things are now. Folders that are named
   * are watched too: what appears, changes, moves and goes in them is found. Of a folder that is away nothing is forgotten.
   */
  'library.changes': method<never, outputs.LibraryChanges>()(inputs.watchedFolders),
  /** How the page was left, as it wrote it; null when it wrote nothing under this name. */
  'page.read': method<{ readonly value: object | null }>()(inputs.pageName),
  /** Replaces what was kept under the name; at most 64 KiB as JSON. */
  'page.write': method<object>()(inputs.pageState),

  /** Whether the decisions are whole, and which copies of them there are. */
  'kept.check': method<KeptState>()(inputs.nothing),
  /** Where decisions are lost: brings back the newest copy, or starts with none. What was there is renamed. */
  'kept.restore': method<KeptState>()(inputs.restore),
  /** Forgets a person: the name, the faces that were given it, and what those faces look like; in the copies too. */
  'forget.person': method<outputs.Forgotten>()(inputs.forgottenPerson),
  /** Forgets all that is known and was decided of the photos in a folder, whether it is there or not; the photos stay. */
  'forget.folder': method<outputs.Forgotten>()(inputs.forgottenFolder),
  /** Forgets every photo, person and decision; settings and models stay. */
  'forget.everything': method<outputs.Forgotten>()(inputs.nothing),

  /** How much each photo shows what the words say. */
  'search.photos': method<outputs.PhotoSearch>()(inputs.photoSearch),
  /** The master vectors: directions in CLIP's space along which two photos are compared. */
  'vector.list': method<{ readonly vectors: readonly outputs.NamedVector[] }>()(inputs.nothing),
  'vector.save': method<object>()(inputs.vector),
  'vector.remove': method<object>()(inputs.vectorName),
  /** The probability that each of two photos is the better one by a master vector; they sum to 1. */
  'vector.compare': method<{ readonly first: number; readonly second: number }>()(
    inputs.vectorCompare,
  ),

  /** How it stands with what choices between two photos have taught, learned anew where anything has changed. */
  'taste.state': method<TasteState>()(ofTaste.tasteFolders),
  /** The two photos whose comparison would teach most, and how it stands. */
  'taste.next': method<outputs.TastePair>()(ofTaste.tasteFolders),
  'taste.choose': method<object>()(ofTaste.tasteChoice),
  /** Takes the newest choice of a rater back; the answer is what it was, null where there was none. */
  'taste.takeBack': method<{ readonly choice: Choice | null }>()(ofTaste.tasteRater),
  /** Choices that were made elsewhere, by the pictures of the photos. All or none. */
  'taste.add': method<outputs.ChoicesAdded>()(ofTaste.givenChoices),
  /** Every choice, of everybody, in the order in which they were made. */
  'taste.choices': method<{ readonly choices: readonly Choice[] }>()(inputs.nothing),
  /** Forgets the choices of a rater, and what was learned from the user's own. */
  'taste.forget': method<{ readonly forgotten: number }>()(ofTaste.tasteRater),
  'taste.list': method<{ readonly tastes: readonly outputs.NamedTaste[] }>()(inputs.nothing),
  /** Keeps a taste from elsewhere under a name. */
  'taste.save': method<object>()(ofTaste.givenTaste),
  'taste.remove': method<object>()(ofTaste.tasteName),

  /** Podium's own album presets, then the user's. */
  'album.presets': method<{ readonly presets: readonly outputs.KnownAlbumPreset[] }>()(
    inputs.nothing,
  ),
  'album.savePreset': method<object>()(inputs.albumPreset),
  'album.removePreset': method<object>()(inputs.presetName),
  /** Camera cards that the system shows. */
  'ingest.cards': method<{ readonly cards: readonly outputs.FoundCard[] }>()(inputs.nothing),
  /**
   * Copies a card or folder to one or two places, each file verified there, what is there already left out. The card is only
   * read. Run again it finishes what was interrupted.
   */
  'ingest.copy': method<outputs.IngestSummary, outputs.IngestProgress>()(inputs.ingest),
  /**
   * Takes stills of the videos in folders, of each what is new: they are photos of these folders from the next sync on.
   * Cancelled, the next call goes on where it was.
   */
  'stills.take': method<ofStills.StillsTaken, ofStills.StillsProgress>()(ofStills.stillsOfFolders),
  /** Where albums are sent, by name. */
  'destination.list': method<{ readonly destinations: readonly KnownDestination[] }>()(
    inputs.nothing,
  ),
  'destination.save': method<object>()(sendInputs.savedDestination),
  /** Cancels what is on its way there. */
  'destination.remove': method<object>()(sendInputs.destinationName),
  /** Gives a password for as long as the engine runs; it is written nowhere. Empty takes it away. */
  'destination.unlock': method<object>()(sendInputs.secret),
  /** What the user takes for the right server. */
  'destination.trust': method<object>()(sendInputs.trust),
  /** Sends a small file and removes it again. */
  'destination.test': method<DestinationTest>()(sendInputs.destinationName),
  /** All that is on its way or was sent, oldest first. */
  'delivery.list': method<{ readonly deliveries: readonly Delivery[] }>()(inputs.nothing),
  /** Queues files and what is in folders; a host that stays open sends them by itself. */
  'delivery.add': method<{ readonly id: number }>()(sendInputs.sent),
  'delivery.cancel': method<object>()(sendInputs.deliveryId),
  /** Goes on with one that stopped or was cancelled, and at once with one that waits to be tried again. */
  'delivery.retry': method<object>()(sendInputs.deliveryId),
  /** Takes one off the list that is over. */
  'delivery.remove': method<object>()(sendInputs.deliveryId),
  /** Sends until nothing is left that can be sent; cancelled, the rest waits for the next time. */
  'delivery.run': method<
    { readonly deliveries: readonly Delivery[] },
    { readonly deliveries: readonly Delivery[] }
  >()(sendInputs.deliveryRun),
  /** What moving the rejected photos of folders would do, and what can be brought back. Changes nothing. */
  'rejects.look': method<outputs.RejectsPlan>()(inputs.rejectsMove),
  /**
   * Moves rejected photos with all that belongs to them: originals go once their copies are verified; on one disk nothing is
   * copied. What was decided stays, and what a killed move left is finished first.
   */
  'rejects.move': method<outputs.RejectsMoved, outputs.CountProgress>()(inputs.rejectsMove),
  /** Moves photos back that were put aside. */
  'rejects.restore': method<outputs.RejectsMoved, outputs.CountProgress>()(inputs.rejectsRestore),
  /** The files of each rejected photo that go with it, its picture last, for a host that has a bin. */
  'rejects.files': method<{ readonly photos: readonly (readonly string[])[] }>()(inputs.folders),
  'album.export': method<readonly outputs.ExportedFile[], outputs.ExportProgress>()(inputs.album),
  /** Writes a contact sheet as PNG from the cached thumbnails. */
  'report.contactSheet': method<{ readonly files: readonly string[] }>()(inputs.sheet),
  /** Writes a table as CSV under a free name into a folder. */
  'report.table': method<{ readonly file: string }>()(inputs.table),
  /** A page with pictures that works offline, in a folder of its own: all of it or nothing. */
  'report.gallery': method<{ readonly file: string }, outputs.CountProgress>()(inputs.gallery),
  /** Writes the report of a proof, from its table, into a folder that is empty, or a new one inside it: the page first. */
  'report.proof': method<{ readonly files: readonly string[] }>()(inputs.proof),
  /** Writes charts as a page, a table, data and drawings into a folder that is empty, or a new one inside it: the page first. */
  'report.insights': method<{ readonly files: readonly string[] }>()(ofInsights.insightsReport),
  'report.histograms': method<{ readonly file: string }>()(inputs.histograms),

  'settings.read': method<Settings>()(inputs.nothing),
  'settings.write': method<Settings>()(
    z.object({
      values: z.custom<Partial<Settings>>(
        (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        'must be settings by their names',
      ),
    }),
  ),
  /** Back to the defaults: the named settings, or all. */
  'settings.reset': method<Settings>()(
    z.object({ names: z.array(z.custom<SettingName>((value) => typeof value === 'string')) }),
  ),
  /**
   * Makes a folder of a drawn match with known answers; refused where anything else is. Without a place
   * it is made beside the decisions, once. What is done by then can be looked at while the rest is drawn; `looking`
   * leaves the engine time for that.
   */
  'demo.make': method<DemoFolder, DemoProgress>()(
    z.object({ to: z.string().min(1).optional(), looking: z.boolean().default(false) }),
  ),
  'models.list': method<readonly ModelStatus[]>()(inputs.nothing),
  /** Reads every file again. */
  'models.verify': method<readonly outputs.ModelCheck[]>()(inputs.nothing),
  /** Which model fills a role from now on; null: the best one installed. What runs now keeps its models. */
  'models.choose': method<readonly ModelStatus[]>()(inputs.modelChoice),
  /** Downloads models: the caller has the user's yes. Stopped or failed, the next call goes on where it was. */
  'models.install': method<readonly ModelStatus[], DownloadProgress>()(inputs.modelIds),
  /** Takes a model file from disk: one of the list, told by its content, or a classifier with its class names. */
  'models.import': method<ModelStatus>()(inputs.modelImport),
  /** Removes a model that was downloaded or imported, or what an unfinished download left. */
  'models.remove': method<readonly ModelStatus[]>()(inputs.modelId),
} as const;

export type PodiumContract = typeof contract;

// Who is offered as a person shown: named faces and numbers that the roster has; whom both teams could mean is asked.

import type { ReactElement } from 'react';
import type { Offers, Offer } from '../../shared/captions/offers.ts';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import { usePage, useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { captionStrings } from '../strings/captions.ts';
import { addPersons } from './caption-acts.ts';
import { offeredOn, type KnownPhoto } from './captioned.ts';

const text = captionStrings.offers;

type Props = { readonly ids: readonly number[]; readonly photos: readonly KnownPhoto[] };

export function PersonOffers({ ids, photos }: Props): ReactElement | null {
  const captions = useShoot(({ known }) => known.captions);
  const chord = usePage(({ kept }) => chordFor(kept.keys, 'takePersons'));
  const offers = offeredOn(photos, captions);
  const byName = offersByName(offers);
  const asked = ids.length === 1 ? (offers.get(ids[0] ?? NaN)?.asked ?? []) : [];
  if (byName.size + asked.length === 0) return null;
  const namesOn = (id: number) => offers.get(id)?.offered.map(({ name }) => name) ?? [];
  const takeAll =
    chord === undefined ? text.takeAll : strings.views.withKey(text.takeAll, chordText(chord));
  return (
    <div className="caption-offers" role="group" aria-label={text.title}>
      <div className="caption-offers-head">
        <h3>{text.title}</h3>
        {byName.size > 0 && (
          <button
            type="button"
            className="quiet"
            title={takeAll}
            onClick={() => addPersons(ids, namesOn)}
          >
            {text.takeAll}
          </button>
        )}
      </div>
      {[...byName].map(([name, { offer, on }]) => (
        <button
          type="button"
          key={name}
          className="caption-offer"
          title={text.take(name)}
          onClick={() => addPersons(ids, (id) => namesOn(id).filter((one) => one === name))}
        >
          <span>{name}</span>
          <span className="muted">{because(offer, on, ids.length)}</span>
        </button>
      ))}
      {asked.map(({ number, players }) => (
        <div key={number} className="caption-ask" role="group" aria-label={text.ask(number)}>
          <span className="muted">{text.ask(number)}</span>
          {players.map(({ name, team }) => (
            <button
              type="button"
              key={`${team} ${name}`}
              onClick={() => addPersons(ids, () => [name])}
            >
              {team === '' ? name : `${name}, ${team}`}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

function because({ by, player }: Offer, on: number, photos: number): string {
  const why = by === 'face' || !player ? text.face : text.number(player.number, player.team);
  return photos === 1 ? why : `${why}, ${text.on(on)}`;
}

type Named = { readonly offer: Offer; readonly on: number };

/** Each name once, and on how many photos it is offered. */
function offersByName(offers: ReadonlyMap<number, Offers>): ReadonlyMap<string, Named> {
  const byName = new Map<string, Named>();
  for (const offer of [...offers.values()].flatMap(({ offered }) => offered))
    byName.set(offer.name, { offer, on: (byName.get(offer.name)?.on ?? 0) + 1 });
  return byName;
}

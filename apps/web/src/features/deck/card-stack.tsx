import { useEffect } from 'react'

import type { Candidate } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import type { Swipe } from '../../stores/deck/deck-state.js'
import type { SwipeKind } from '../../stores/deck/deck-state.js'
import { CardFace } from './card-face.js'
import { photoAfterTap } from './gesture.js'
import { SwipeCard } from './swipe-card.js'

const shown = 3
const ahead = 3

interface CardStackProps {
  readonly cards: readonly Candidate[]
  /** Cards on their way out. */
  readonly leaving: readonly Swipe[]
  /** The swipe whose card came back last. */
  readonly returned: Swipe | undefined
  /** Which photo of a person is shown. */
  photoOf(userId: string): number
  onPhoto(photo: number): void
  onSwipe(kind: SwipeKind): void
  onDetails(): void
  onGone(userId: string): void
}

/**
 * The next three cards, less those that are flying away: the one behind is drawn when the flight is over and nobody sees a
 * stutter. A card stays the same element all along.
 */
export function CardStack({
  cards,
  leaving,
  returned,
  photoOf,
  onPhoto,
  onSwipe,
  onDetails,
  onGone,
}: CardStackProps) {
  const { t } = useI18n()
  const stamps = {
    LIKE: t('deck-stamp-like'),
    PASS: t('deck-stamp-pass'),
    SUPERLIKE: t('deck-stamp-superlike'),
  }
  const [top] = cards
  useFetchedPhotos(leaving.length === 0 ? cards : undefined)
  const flying = leaving.filter((swipe) => !cards.slice(0, shown).includes(swipe.candidate))
  const waiting = cards.slice(0, Math.max(1, shown - flying.length))
  const all = [
    ...flying.map((swipe) => ({ candidate: swipe.candidate, depth: 0, leaving: swipe.kind })),
    ...waiting.map((candidate, depth) => ({ candidate, depth, leaving: undefined })),
  ]
  return (
    <div
      className="stack"
      role="group"
      tabIndex={0}
      aria-label={top && t('deck-card', { name: top.name, age: top.age ?? 0 })}
    >
      {all.map(({ candidate, depth, leaving: kind }) => {
        const isTop = depth === 0 && kind === undefined
        const id = candidate.user_id
        return (
          <SwipeCard
            key={id}
            depth={depth}
            leaving={kind}
            entering={isTop && returned?.candidate.user_id === id ? returned.kind : undefined}
            stamps={stamps}
            onSwipe={onSwipe}
            onTap={(x, width) => onPhoto(photoAfterTap(x, width, photoOf(id), candidate.photos.length))}
            onGone={() => onGone(id)}
          >
            <CardFace candidate={candidate} photo={photoOf(id)} top={isTop} onDetails={onDetails} />
          </SwipeCard>
        )
      })}
    </div>
  )
}

/** Fetches the photos of those behind the stack, so that they are there when their cards are drawn. */
function useFetchedPhotos(cards: readonly Candidate[] | undefined): void {
  useEffect(() => {
    for (const { photos } of cards?.slice(shown, shown + ahead) ?? [])
      if (photos[0]?.urls !== undefined) new Image().src = photos[0].urls.card
  }, [cards])
}

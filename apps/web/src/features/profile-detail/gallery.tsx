import { Suspense, useRef, useState } from 'react'

import type { Photo as PhotoMessage } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { Photo } from '../../kit/photo.js'
import { ReportPhoto } from '../safety/index.js'

import '../../kit/photo-bars.css'

interface GalleryProps {
  readonly photos: readonly PhotoMessage[]
  readonly name: string
  /** Whose photos they are, when they may be reported. */
  readonly userId?: string | undefined
}

/** All photos side by side; they are swiped through, or walked through with the arrow keys. */
export function Gallery({ photos, name, userId }: GalleryProps) {
  const { t } = useI18n()
  const strip = useRef<HTMLUListElement>(null)
  const [current, setCurrent] = useState(0)
  const shown = photos[current]
  if (photos.length === 0)
    return (
      <div className="gallery">
        <Photo photo={undefined} alt={t('deck-no-photo', { name })} />
      </div>
    )
  return (
    <div className="gallery">
      <ul
        ref={strip}
        className="gallery-strip"
        tabIndex={0}
        aria-label={t('deck-photo', { name, number: current + 1, count: photos.length })}
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
          setCurrent(Math.round(scrollLeft / clientWidth))
        }
      >
        {photos.map((photo, place) => (
          <li key={photo.media_id}>
            <Photo
              photo={photo}
              size="full"
              eager={place === 0}
              alt={t('deck-photo', { name, number: place + 1, count: photos.length })}
            />
          </li>
        ))}
      </ul>
      {photos.length > 1 && (
        <div className="photo-bars" aria-hidden="true">
          {photos.map(({ media_id: id }, place) => (
            <span key={id} data-current={place === current} />
          ))}
        </div>
      )}
      {userId !== undefined && shown && (
        <Suspense>
          <ReportPhoto userId={userId} name={name} photoId={shown.media_id} number={current + 1} />
        </Suspense>
      )}
    </div>
  )
}

import type { Photo } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'

/** The photos as they were, each opening in full. */
export function Photos({ photos }: { photos: readonly Photo[] }) {
  const { t } = useTexts()
  return (
    <ul className="photos">
      {photos.map((photo, place) => (
        <li key={photo.media_id}>
          <a href={photo.urls?.full} target="_blank" rel="noreferrer">
            <img
              src={photo.urls?.card}
              width={photo.width}
              height={photo.height}
              loading="lazy"
              alt={t('console-photo-number', { number: place + 1 })}
            />
          </a>
        </li>
      ))}
    </ul>
  )
}

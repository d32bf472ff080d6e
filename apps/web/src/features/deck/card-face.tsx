import { memo, Suspense } from 'react'

import type { Candidate } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { later } from '../../ground/texts/later.js'
import { distanceText } from '../../ground/texts/lengths.js'
import { IconButton } from '../../kit/button.js'
import { Icon } from '../../kit/icon.js'
import { Photo } from '../../kit/photo.js'
import { Verified } from '../../kit/verified.js'
import { PlaceWords } from '../profile-detail/index.js'

import '../../kit/photo-bars.css'

const CardAdvice = later(() => import('./card-advice.js'), 'CardAdvice', 'meet')

interface CardFaceProps {
  readonly candidate: Candidate
  readonly photo: number
  readonly top: boolean
  onDetails(): void
}

/** The content of a card; renders only when it changes. */
export const CardFace = memo(function CardFace({ candidate, photo, top, onDetails }: CardFaceProps) {
  const { t, label, city } = useI18n()
  const { name, age, photos, common_interests: common, message, advice, verified } = candidate
  const distance = distanceText(candidate.distance, t)
  const alt =
    photos.length > 0
      ? t('deck-photo', { name, number: photo + 1, count: photos.length })
      : t('deck-no-photo', { name })
  return (
    <>
      <Photo key={photos[photo]?.media_id} photo={photos[photo]} alt={alt} eager />
      {photos.length > 1 && (
        <div className="photo-bars" aria-hidden="true">
          {photos.map(({ media_id: id }, place) => (
            <span key={id} data-current={place === photo} />
          ))}
        </div>
      )}
      <div className="card-words">
        {advice[0] && (
          <Suspense>
            <CardAdvice advice={advice[0]} name={name} />
          </Suspense>
        )}
        {message !== '' && (
          <p className="card-message">
            <Icon name="star" size={16} filled /> <bdi>{message}</bdi>
          </p>
        )}
        <div className="card-line">
          <h2>
            <bdi>{name}</bdi>
            {age !== undefined && ', '}
            {(age !== undefined || verified) && (
              <span className="card-age">
                {age} {verified && <Verified />}
              </span>
            )}
          </h2>
          {top && <IconButton icon="info" label={t('deck-details', { name })} onClick={onDetails} />}
        </div>
        <p className="card-place">
          <PlaceWords city={city(candidate)} distance={distance} />
        </p>
        {common.length > 0 && (
          <ul className="card-tags" aria-label={t('person-common')}>
            {common.slice(0, 3).map((id) => (
              <li key={id}>{label('interest', id)}</li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
})

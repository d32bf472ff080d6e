import { useState } from 'react'

import type { Photo } from '@kindred/client'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useI18n } from '../../ground/texts/i18n.js'
import { List, Row } from '../../kit/card.js'
import { Photo as Picture } from '../../kit/photo.js'
import { Question } from '../../kit/question.js'
import { Sheet } from '../../kit/sheet.js'
import { standingKey } from './standing-key.js'
import { maxPhotos, moved, type Tile } from './tiles.js'
import type { usePhotos } from './use-photos.js'

interface PhotoSheetProps {
  readonly tile: Exclude<Tile, { kind: 'upload' }>
  readonly shown: readonly Photo[]
  readonly photos: Pick<ReturnType<typeof usePhotos>, 'show' | 'remove' | 'appeal'>
  onClose(): void
}

/** What can be done with one photo; dragging does the same for fingers. */
export function PhotoSheet({ tile, shown, photos, onClose }: PhotoSheetProps) {
  const { t } = useI18n()
  const [asking, setAsking] = useState(false)
  const at = shown.findIndex((photo) => photo.media_id === tile.key)
  const number = at + 1
  const to = (target: number) => () => {
    haptic.select()
    photos.show(moved(shown, at, target))
    onClose()
  }
  if (asking)
    return (
      <Question
        title={t('photos-remove-title')}
        confirm={t('photos-remove')}
        icon="trash"
        onConfirm={() => {
          photos.remove(tile.key)
          onClose()
        }}
        onClose={onClose}
      >
        <p className="muted">{t('photos-remove-text')}</p>
      </Question>
    )
  return (
    <Sheet title={at === -1 ? t('photos-one') : t('photos-open', { number })} onClose={onClose}>
      <div className="sheet-photo">
        <Picture photo={tile.photo} alt={t('photos-one')} size="full" eager />
      </div>
      {tile.kind === 'held' && tile.status !== 'APPROVED' && (
        <p className="muted">{t(standingKey(tile.photo))}</p>
      )}
      <List>
        {tile.kind === 'held' && tile.photo.appeal === 'POSSIBLE' && (
          <Row icon="eye" title={t('photos-appeal')} onPress={() => photos.appeal(tile.key)} />
        )}
        {tile.kind === 'held' && tile.photo.status === 'REJECTED' && tile.photo.appeal === undefined && (
          <Row icon="eye" title={t('photos-appeal')} to="/settings/decisions" />
        )}
        {at > 0 && <Row icon="star" title={t('photos-make-main')} onPress={to(0)} />}
        {at > 1 && <Row icon="back" title={t('photos-earlier')} onPress={to(at - 1)} />}
        {at !== -1 && at < shown.length - 1 && (
          <Row icon="next" title={t('photos-later')} onPress={to(at + 1)} />
        )}
        {tile.kind === 'held' && tile.status === 'APPROVED' && shown.length < maxPhotos && (
          <Row
            icon="eye"
            title={t('photos-show')}
            onPress={() => {
              photos.show([...shown, tile.photo])
              onClose()
            }}
          />
        )}
        <Row danger icon="trash" title={t('photos-remove')} onPress={() => setAsking(true)} />
      </List>
    </Sheet>
  )
}

import { useRef, useState } from 'react'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { classes } from '../../kit/class-names.js'
import { Icon } from '../../kit/icon.js'
import { ErrorState, Loading } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import { useDrag } from '../../kit/use-drag.js'
import { PhotoSheet } from './photo-sheet.js'
import { PhotoTile } from './photo-tile.js'
import { maxPhotos, moved, nearestIndex, type Tile } from './tiles.js'
import type { usePhotos } from './use-photos.js'

import './photos.css'

/** Shows failures of photo changes in a toast. */
export function usePhotoToast(): (error: unknown) => void {
  const { t } = useI18n()
  const toast = useToast()
  return (error) => toast(t(failureKey(error)))
}

/** The person's photos in a grid: add, order by dragging or by the sheet of each, remove, send again. */
export function PhotoGrid({ photos }: { photos: ReturnType<typeof usePhotos> }) {
  const { t } = useI18n()
  const grid = useRef<HTMLUListElement>(null)
  const [opened, setOpened] = useState<string>()
  const [drag, setDrag] = useState<Drag>()
  const { tiles, profile, media, uploads } = photos
  const shown = profile.data?.photos ?? []
  const bind = useDrag<number>(
    ({ arg: from, movement: [x, y], xy, tap, last, canceled }) => {
      if (tap) return
      const to = Math.min(nearestIndex(xy, middlesOf(grid.current, shown.length)), shown.length - 1)
      if (!last) return setDrag({ from, to, x, y })
      setDrag(undefined)
      if (canceled || from === to) return
      haptic.select()
      photos.show(moved(shown, from, to))
    },
    { holdMs: 250 },
  )
  if (media.isPending || profile.isPending) return <GridSkeleton />
  if (media.isError) return <ErrorState error={media.error} onRetry={() => void media.refetch()} />
  const sheet = tiles.find((tile) => tile.key === opened)
  const room = maxPhotos - tiles.length
  return (
    <>
      {room > 0 && <FilesInput room={room} onAdd={uploads.add} />}
      <ul ref={grid} className="photo-grid" aria-label={t('photos-title')}>
        {tiles.map((tile, index) => (
          <PhotoTile
            key={tile.key}
            tile={tile}
            index={index}
            gesture={tile.kind === 'shown' && shown.length > 1 ? bind(index) : undefined}
            style={styleOf(tile, index, drag)}
            target={drag?.to === index && drag.from !== index}
            onOpen={() => setOpened(tile.key)}
            onRetry={uploads.retry}
            onDrop={uploads.drop}
          />
        ))}
        {Array.from({ length: Math.max(0, room) }, (_, place) => (
          <AddTile key={place} first={tiles.length + place === 0} next={place === 0} />
        ))}
      </ul>
      {sheet !== undefined && sheet.kind !== 'upload' && (
        <PhotoSheet tile={sheet} shown={shown} photos={photos} onClose={() => setOpened(undefined)} />
      )}
    </>
  )
}

interface Drag {
  readonly from: number
  readonly to: number
  readonly x: number
  readonly y: number
}

const styleOf = (tile: Tile, index: number, drag: Drag | undefined): React.CSSProperties | undefined =>
  drag !== undefined && tile.kind === 'shown' && index === drag.from
    ? { transform: `translate(${drag.x}px, ${drag.y}px) scale(1.04)`, zIndex: 3, pointerEvents: 'none' }
    : undefined

function middlesOf(grid: HTMLElement | null, count: number): (readonly [number, number])[] {
  return [...(grid?.children ?? [])].slice(0, count).map((child) => {
    const { left, top } = (grid as HTMLElement).getBoundingClientRect()
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = child as HTMLElement
    return [left + offsetLeft + offsetWidth / 2, top + offsetTop + offsetHeight / 2]
  })
}

const inputId = 'photo-files'

/** The file chooser; every empty place and every button that adds photos is a label of it. */
function FilesInput({ room, onAdd }: { room: number; onAdd(files: File[]): void }) {
  const { t } = useI18n()
  return (
    <input
      id={inputId}
      type="file"
      className="hidden"
      aria-label={t('photos-add')}
      accept="image/jpeg,image/png,image/webp,image/heic"
      multiple
      onChange={(event) => {
        onAdd([...(event.target.files ?? [])].slice(0, room))
        event.target.value = ''
      }}
    />
  )
}

/** The button that adds photos; a label, for only the person's own tap may open the chooser. */
export function AddPhotosButton() {
  const { t } = useI18n()
  return (
    <label htmlFor={inputId} className="button button-main button-wide">
      <Icon name="camera" size={20} />
      <span>{t('photos-add-many')}</span>
    </label>
  )
}

/** A place for a photo that is not there yet. */
function AddTile({ first, next }: { first: boolean; next: boolean }) {
  const { t } = useI18n()
  return (
    <li className={classes('tile', first && 'tile-main')}>
      <label htmlFor={inputId} className={classes('tile-add', next && 'tile-next')}>
        <Icon name={first ? 'camera' : 'plus'} size={first ? 40 : 28} />
        {next && <span>{t('photos-add')}</span>}
      </label>
    </li>
  )
}

const GridSkeleton = () => (
  <Loading>
    <div className="photo-grid">
      {Array.from({ length: maxPhotos }, (_, place) => (
        <div key={place} className={classes('tile', place === 0 && 'tile-main')}>
          <span className="tile-bone skeleton" />
        </div>
      ))}
    </div>
  </Loading>
)

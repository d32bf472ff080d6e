import { useRef, useState } from 'react'

import { failureKey } from '../../app/failure.js'
import { useI18n } from '../../app/i18n.js'
import { Icon } from '../../kit/icon.js'
import { ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import { useDrag } from '../../kit/use-drag.js'
import { haptic } from '../../telegram/bridge.js'
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
  return (
    <>
      <ul ref={grid} className="photo-grid" aria-label={t('photos-title')}>
        {tiles.map((tile, index) => (
          <PhotoTile
            key={tile.key}
            tile={tile}
            index={index}
            gesture={tile.kind === 'shown' && shown.length > 1 ? bind(index) : undefined}
            style={styleOf(tile, index, drag)}
            target={drag !== undefined && drag.to === index && drag.from !== index}
            onOpen={() => setOpened(tile.key)}
            onRetry={uploads.retry}
            onDrop={uploads.drop}
          />
        ))}
        {tiles.length < maxPhotos && (
          <AddTile room={maxPhotos - tiles.length} first={tiles.length === 0} onAdd={uploads.add} />
        )}
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

function AddTile({ room, first, onAdd }: { room: number; first: boolean; onAdd(files: File[]): void }) {
  const { t } = useI18n()
  return (
    <li className={first ? 'tile tile-main' : 'tile'}>
      <label className="tile-add">
        <input
          type="file"
          className="hidden"
          accept="image/jpeg,image/png,image/webp,image/heic"
          multiple
          onChange={(event) => {
            onAdd([...(event.target.files ?? [])].slice(0, room))
            event.target.value = ''
          }}
        />
        <Icon name={first ? 'camera' : 'plus'} size={first ? 40 : 28} />
        <span>{t('photos-add')}</span>
      </label>
    </li>
  )
}

const GridSkeleton = () => (
  <Loading>
    <Skeleton height={320} />
  </Loading>
)

import { useI18n } from '../../ground/texts/i18n.js'
import { IconButton } from '../../kit/button.js'
import { classes } from '../../kit/class-names.js'
import { Photo } from '../../kit/photo.js'
import type { Tile, Upload } from './tiles.js'

interface PhotoTileProps {
  readonly tile: Tile
  readonly index: number
  /** Handlers that let it be dragged. */
  readonly gesture: React.HTMLAttributes<HTMLElement> | undefined
  readonly style: React.CSSProperties | undefined
  /** The dragged photo would land here. */
  readonly target: boolean
  onOpen(): void
  onRetry(upload: Upload): void
  onDrop(upload: Upload): void
}

/** One square of the grid. */
export function PhotoTile({ tile, index, gesture, style, target, onOpen, onRetry, onDrop }: PhotoTileProps) {
  const { t } = useI18n()
  return (
    <li className={classes('tile', index === 0 && 'tile-main', target && 'tile-target')} style={style}>
      {tile.kind === 'upload' ? (
        <UploadTile upload={tile.upload} onRetry={onRetry} onDrop={onDrop} />
      ) : (
        <button
          type="button"
          {...gesture}
          className={classes('tile-photo', gesture !== undefined && 'tile-drag')}
          onClick={onOpen}
        >
          <span className="hidden">{t('photos-open', { number: index + 1 })}</span>
          <Photo photo={tile.photo} alt="" eager />
          {index === 0 && tile.kind === 'shown' && <span className="tile-badge">{t('photos-main')}</span>}
          {tile.kind === 'held' && (
            <span className="tile-badge">
              {t(
                tile.status === 'PENDING'
                  ? 'photos-pending'
                  : tile.status === 'REJECTED'
                    ? 'photos-rejected'
                    : 'photos-not-shown',
              )}
            </span>
          )}
        </button>
      )}
    </li>
  )
}

function UploadTile({
  upload,
  onRetry,
  onDrop,
}: Pick<PhotoTileProps, 'onRetry' | 'onDrop'> & { upload: Upload }) {
  const { t } = useI18n()
  const percent = Math.round(upload.progress * 100)
  return (
    <div className="tile-upload">
      <img src={upload.preview} alt="" onError={({ currentTarget }) => (currentTarget.hidden = true)} />
      {upload.failure === undefined ? (
        <div className="tile-veil">
          <progress className="progress" max={100} value={percent} aria-label={t('photos-sending')} />
          <span>{percent < 100 ? t('photos-sent', { percent }) : t('photos-checking')}</span>
        </div>
      ) : (
        <div className="tile-veil" role="alert">
          <span>{t('photos-error-sent')}</span>
          <IconButton
            icon="retry"
            className="tile-retry"
            label={t('photos-retry')}
            onClick={() => onRetry(upload)}
          />
          <IconButton
            icon="close"
            className="tile-close"
            label={t('photos-drop')}
            onClick={() => onDrop(upload)}
          />
        </div>
      )}
    </div>
  )
}

import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'
import { Button } from '../../kit/button.js'
import { FindingWords } from '../case/index.js'
import type { Tile } from './claim-photos.js'

interface PhotoTileProps {
  readonly tile: Tile
  readonly number: number
  onDecide(caseId: string, approves: boolean): void
}

/** One photo of the grid. */
export function PhotoTile({ tile: { caseId, finding, fate }, number, onDecide }: PhotoTileProps) {
  const { t } = useTexts()
  const name = t('console-photo-number', { number })
  return (
    <div
      className={`photo-tile photo-tile-${fate.toLowerCase().replaceAll('_', '-')}`}
      tabIndex={0}
      role="group"
      aria-label={name}
      data-case-id={caseId}
    >
      {finding?.photo?.urls ? (
        <img src={finding.photo.urls.card} alt={name} />
      ) : (
        <p className="photo-gone muted">{t('console-photo-gone')}</p>
      )}
      {finding && <FindingWords finding={finding} />}
      {fate === 'waiting' || fate === 'deciding' ? (
        <div className="row">
          <Button tabIndex={-1} hotkey="a" busy={fate === 'deciding'} onClick={() => onDecide(caseId, true)}>
            {t('console-approve')}
          </Button>
          <Button
            tabIndex={-1}
            hotkey="r"
            kind="danger"
            busy={fate === 'deciding'}
            onClick={() => onDecide(caseId, false)}
          >
            {t('console-reject')}
          </Button>
        </div>
      ) : (
        <p role="status">
          <b>{fate === 'lost' ? t('console-claim-lost-short') : t(`console-measure-${slug(fate)}`)}</b>
        </p>
      )}
    </div>
  )
}

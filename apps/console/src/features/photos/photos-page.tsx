import { useRef, useState } from 'react'

import type { Rule } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { Button } from '../../kit/button.js'
import { Failure, Loading, Notice } from '../../kit/states.js'
import { useKeys } from '../../kit/use-keys.js'
import { RuleField } from '../case/index.js'
import { PhotoTile } from './photo-tile.js'
import { useBatch } from './use-batch.js'

import './photos.css'

/** Photos that wait for a look, a grid at a time: each is claimed by whoever sees it. */
export function PhotosPage() {
  const { t } = useTexts()
  const batch = useBatch()
  const grid = useRef<HTMLDivElement>(null)
  const [rule, setRule] = useState<Rule>('PHOTO_UNSUITABLE')
  const [lists, setLists] = useState(false)
  const tiles = (): HTMLElement[] => [
    ...(grid.current?.querySelectorAll<HTMLElement>('[data-case-id]') ?? []),
  ]
  const focused = (): number => tiles().findIndex((tile) => tile.contains(document.activeElement))
  const move = (step: number): void => {
    const all = tiles()
    const at = focused()
    all[at === -1 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))]?.focus()
  }
  const decide = (caseId: string | undefined, approves: boolean): void => {
    if (caseId === undefined) return
    void batch.decide(
      caseId,
      approves ? { measure: 'APPROVE_PHOTO' } : { measure: 'REJECT_PHOTO', rule, list_hash: lists },
    )
    move(1)
  }
  const decideFocused = (approves: boolean): void => decide(tiles()[focused()]?.dataset['caseId'], approves)
  const ahead = { j: () => move(1), ArrowRight: () => move(1), k: () => move(-1), ArrowLeft: () => move(-1) }
  useKeys({ ...ahead, a: () => decideFocused(true), r: () => decideFocused(false) })
  const { state } = batch
  if (state.status === 'loading') return <Loading />
  if (state.status === 'failed') return <Failure error={state.error} onRetry={batch.next} />
  return (
    <>
      <div className="page-head">
        <h1>{t('console-nav-photos')}</h1>
        {state.tiles.length > 0 && state.tiles.every((tile) => tile.fate !== 'waiting') && (
          <Button kind="main" onClick={batch.next}>
            {t('console-photos-next')}
          </Button>
        )}
      </div>
      {state.tiles.length === 0 ? (
        <Notice title={t('console-photos-empty')} text={t('console-photos-empty-text')}>
          <Button onClick={batch.next}>{t('console-look-again')}</Button>
        </Notice>
      ) : (
        <>
          <Wishes rule={rule} setRule={setRule} lists={lists} setLists={setLists} />
          <div ref={grid} className="photo-grid">
            {state.tiles.map((tile, place) => (
              <PhotoTile key={tile.caseId} tile={tile} number={place + 1} onDecide={decide} />
            ))}
          </div>
        </>
      )}
    </>
  )
}

interface WishesProps {
  readonly rule: Rule
  readonly lists: boolean
  setRule(rule: Rule): void
  setLists(lists: boolean): void
}

/** What holds for the next rejections. */
function Wishes({ rule, lists, setRule, setLists }: WishesProps) {
  const { t } = useTexts()
  return (
    <div className="photo-wishes">
      <RuleField value={rule} onChange={setRule} />
      <label className="check">
        <input type="checkbox" checked={lists} onChange={() => setLists(!lists)} />
        <span>{t('console-list-hash')}</span>
      </label>
      <span className="muted keys-only">{t('console-photos-keys')}</span>
    </div>
  )
}

import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { useLocation } from 'wouter'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useBackButton } from '../../ground/telegram/buttons.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Icon } from '../../kit/icon.js'
import { useModal } from '../../kit/use-modal.js'

import './match.css'

/** What a celebration shows. */
interface MatchDialogProps {
  /** Of the title, for screen readers. */
  readonly id: string
  readonly title: string
  readonly text: string
  /** The faces around the heart. */
  readonly faces: ReactNode
  /** What else can be done, in the corner. */
  readonly corner?: ReactNode
  /** The button that leads on, and where. */
  readonly onwards: { readonly label: string; readonly to: string }
  /** The matches are celebrated now: noted when shown, not when closed, so that a page that is left meanwhile does not repeat it. */
  onShown(): void
  onClose(): void
}

/** A celebration over the whole screen: faces around a heart, a way on, and a way to leave it for later. */
export function MatchDialog({ id, title, text, faces, corner, onwards, onShown, onClose }: MatchDialogProps) {
  const { t } = useI18n()
  const [, navigate] = useLocation()
  const modal = useModal(onClose)
  useBackButton(onClose, true)
  const shown = useEffectEvent(onShown)
  useEffect(() => {
    haptic.success()
    shown()
  }, [])
  const leadOn = (): void => {
    onClose()
    navigate(onwards.to)
  }
  return (
    <dialog {...modal} className="match" aria-labelledby={id}>
      {corner}
      <div className="match-body">
        <div className="match-pair" aria-hidden="true">
          {faces}
          <span className="match-heart">
            <Icon name="heart" size={30} filled />
          </span>
        </div>
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        <p>{text}</p>
        <Button wide onClick={leadOn}>
          {onwards.label}
        </Button>
        <Button wide kind="plain" onClick={onClose}>
          {t('match-later')}
        </Button>
      </div>
    </dialog>
  )
}

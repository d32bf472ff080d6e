import { type ReactNode, useId } from 'react'

import { useBackButton } from '../ground/telegram/buttons.js'
import { useI18n } from '../ground/texts/i18n.js'
import { IconButton } from './button.js'
import { useModal } from './use-modal.js'

import './sheet.css'

interface SheetProps {
  readonly title: string
  /** Buttons beside the one that closes it. */
  readonly actions?: ReactNode
  onClose(): void
  readonly children: ReactNode
}

/** A panel from below over the screen, while mounted; Escape, Telegram's back button and a tap beside it close it. */
export function Sheet({ title, actions, onClose, children }: SheetProps) {
  const { t } = useI18n()
  const id = useId()
  const modal = useModal(onClose)
  useBackButton(onClose, true)
  return (
    <dialog
      {...modal}
      className="sheet"
      aria-labelledby={id}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="sheet-body">
        <div className="sheet-head">
          <h2 id={id} tabIndex={-1}>
            {title}
          </h2>
          <div className="sheet-actions">
            {actions}
            <IconButton icon="close" label={t('app-close')} onClick={onClose} />
          </div>
        </div>
        {children}
      </div>
    </dialog>
  )
}

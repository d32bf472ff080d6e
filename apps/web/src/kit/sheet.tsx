import { type ReactNode, useEffect, useId, useRef } from 'react'

import { useI18n } from '../app/i18n.js'
import { useBackButton } from '../telegram/buttons.js'
import { IconButton } from './button.js'

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
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useBackButton(onClose, true)
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    const first = opened?.querySelector<HTMLElement>('[data-autofocus]') ?? opened?.querySelector('h2')
    first?.focus()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
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

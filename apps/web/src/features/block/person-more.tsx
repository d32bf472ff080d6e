import { type ReactNode, Suspense, useState } from 'react'
import { createPortal } from 'react-dom'

import { useI18n } from '../../ground/texts/i18n.js'
import { later } from '../../ground/texts/later.js'
import { IconButton } from '../../kit/button.js'
import type { Blockee } from './use-block.js'

const PersonMenu = later(() => import('./person-menu.js'), 'PersonMenu', 'safety')

interface PersonMoreProps extends Blockee {
  /** The conversation in which the dots stand. */
  readonly conversationId?: string
  /** Rows of what can be done with a match; they close the menu by the function that they get. */
  readonly matchRows?: (close: () => void) => ReactNode
  /** Ends the match; absent where there is none. */
  readonly onUnmatch?: () => void
  onBlocked(): void
}

/** The three dots that open the actions about a person. */
export function PersonMore(props: PersonMoreProps) {
  const { userId, name, conversationId, matchRows, onUnmatch, onBlocked } = props
  const { t } = useI18n()
  const [isOpen, setIsOpen] = useState(false)
  const close = (): void => setIsOpen(false)
  const closeThen = (next: () => void) => (): void => {
    close()
    next()
  }
  const menu = (
    <Suspense>
      <PersonMenu
        userId={userId}
        name={name}
        conversationId={conversationId}
        onUnmatch={onUnmatch && closeThen(onUnmatch)}
        onBlocked={closeThen(onBlocked)}
        onClose={close}
      >
        {matchRows?.(close)}
      </PersonMenu>
    </Suspense>
  )
  // Outside of the overlay, whose colours the sheet would inherit.
  return (
    <>
      <IconButton icon="more" label={t('person-more', { name })} onClick={() => setIsOpen(true)} />
      {isOpen && createPortal(menu, document.body)}
    </>
  )
}

import type { ReactNode } from 'react'

import { hasMainButton, type MainAction, useMainButton } from '../ground/telegram/buttons.js'
import { Button } from './button.js'

import './main-action.css'

interface MainActionBarProps extends MainAction {
  /** Something smaller that may be done instead. */
  readonly children?: ReactNode
}

/** The one main action of a screen: the client's main button, or our own at the bottom. */
export function MainActionBar({ children, ...action }: MainActionBarProps) {
  useMainButton(action)
  if (hasMainButton && children === undefined) return null
  return (
    <div className="main-action">
      {!hasMainButton && (
        <Button wide disabled={action.disabled === true} busy={action.busy === true} onClick={action.onPress}>
          {action.label}
        </Button>
      )}
      {children}
    </div>
  )
}

import { hasMainButton, type MainAction, useMainButton } from '../telegram/buttons.js'
import { Button } from './button.js'

import './main-action.css'

/** The one main action of a screen: the client's main button, or our own at the bottom. */
export function MainActionBar(action: MainAction) {
  useMainButton(action)
  if (hasMainButton) return null
  return (
    <div className="main-action">
      <Button wide disabled={action.disabled === true} busy={action.busy === true} onClick={action.onPress}>
        {action.label}
      </Button>
    </div>
  )
}

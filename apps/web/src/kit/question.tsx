import type { ReactNode } from 'react'

import { useI18n } from '../ground/texts/i18n.js'
import { Button } from './button.js'
import type { IconName } from './icon.js'
import { Sheet } from './sheet.js'

interface QuestionProps {
  readonly title: string
  /** What will be lost. */
  readonly children?: ReactNode
  /** The words of the button that does it. */
  readonly confirm: string
  readonly icon?: IconName
  readonly busy?: boolean
  /** The words of the button that does not; 'Cancel' unless told. */
  readonly cancel?: string
  onConfirm(): void
  onClose(): void
}

/** Asks before something is done that cannot be taken back. */
export function Question({
  title,
  children,
  confirm,
  icon,
  busy,
  cancel,
  onConfirm,
  onClose,
}: QuestionProps) {
  const { t } = useI18n()
  return (
    <Sheet title={title} onClose={onClose}>
      {children}
      <Button
        wide
        kind="danger"
        busy={busy === true}
        onClick={onConfirm}
        {...(icon === undefined ? {} : { icon })}
      >
        {confirm}
      </Button>
      <Button wide kind="plain" onClick={onClose}>
        {cancel ?? t('app-cancel')}
      </Button>
    </Sheet>
  )
}

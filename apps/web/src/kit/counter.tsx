import { useI18n } from '../ground/texts/i18n.js'
import { classes } from './class-names.js'
import { leftOf, type TextLimit } from './text-limit.js'

import './counter.css'

/** The counter appears when this many characters are left. */
const nearShare = 0.8

/** Says near its end how much of a text is left, or by how much it is too long. */
export function Counter({ text, limit }: { text: string; limit: TextLimit }) {
  const { t } = useI18n()
  // A text of so few UTF-16 units is far from its end, however they are counted.
  if (text.length < limit.most * nearShare) return null
  const left = leftOf(text, limit)
  if (left > limit.most * (1 - nearShare)) return null
  return (
    <span className={classes('counter-left', left < 0 && 'counter-over')} role="status">
      {left < 0 ? t('app-text-over', { count: -left }) : t('app-text-left', { count: left })}
    </span>
  )
}

import type { ReactNode } from 'react'
import { Link } from 'wouter'

import { classes } from './class-names.js'
import { Icon, type IconName } from './icon.js'

import './card.css'

export const Card = ({ children, className }: { children: ReactNode; className?: string }) => (
  <section className={classes('card', className)}>{children}</section>
)

/** Rows on one surface. */
export const List = ({ children, label }: { children: ReactNode; label?: string }) => (
  <ul className="list" aria-label={label}>
    {children}
  </ul>
)

interface RowProps {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly icon?: IconName
  /** Shown before the words in place of the icon. */
  readonly lead?: ReactNode
  readonly end?: ReactNode
  readonly to?: string
  readonly onPress?: () => void
  readonly danger?: boolean
}

/** One row of a list: a link, a button or plain. */
export function Row({ title, note, icon, lead, end, to, onPress, danger }: RowProps) {
  const content = (
    <>
      {lead ?? (icon && <span className="row-icon">{<Icon name={icon} size={22} />}</span>)}
      <span className="row-words">
        <span className="row-title">{title}</span>
        {note !== undefined && <span className="row-note">{note}</span>}
      </span>
      {end ?? (to !== undefined && <Icon name="next" size={18} />)}
    </>
  )
  const name = classes('row', danger && 'row-danger')
  return (
    <li>
      {to !== undefined ? (
        <Link href={to} className={name}>
          {content}
        </Link>
      ) : onPress !== undefined ? (
        <button type="button" className={name} onClick={onPress}>
          {content}
        </button>
      ) : (
        <div className={name}>{content}</div>
      )}
    </li>
  )
}

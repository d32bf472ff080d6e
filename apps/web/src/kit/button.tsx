import type { ButtonHTMLAttributes, ReactNode } from 'react'

import { classes } from './class-names.js'
import { Icon, type IconName } from './icon.js'

import './button.css'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `quiet` is for what a person may do and need not. */
  readonly kind?: 'main' | 'soft' | 'plain' | 'quiet' | 'danger'
  readonly icon?: IconName
  readonly busy?: boolean
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A button with words. */
export function Button({
  kind = 'main',
  icon,
  busy = false,
  wide,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      disabled={rest.disabled === true || busy}
      className={classes('button', `button-${kind}`, wide && 'button-wide', className)}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} size={20} />}
      <span>{children}</span>
    </button>
  )
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: IconName
  readonly label: string
  readonly filled?: boolean
}

/** A round button with a picture; the label is for screen readers. */
export function IconButton({ icon, label, filled = false, className, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} aria-label={label} className={classes('icon-button', className)}>
      <Icon name={icon} filled={filled} />
    </button>
  )
}

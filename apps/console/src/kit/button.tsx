import type { ButtonHTMLAttributes, ReactNode } from 'react'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'main' | 'plain' | 'danger'
  readonly busy?: boolean
  /** The key that does the same. */
  readonly hotkey?: string
  readonly children: ReactNode
}

/** A button with words. */
export function Button({ kind = 'plain', busy = false, hotkey, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-keyshortcuts={hotkey}
      {...rest}
      disabled={rest.disabled === true || busy}
      aria-busy={busy || undefined}
      className={`button button-${kind}`}
    >
      <span>{children}</span>
      {hotkey !== undefined && <kbd aria-hidden="true">{hotkey}</kbd>}
    </button>
  )
}

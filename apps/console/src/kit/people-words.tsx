import type { ReactNode } from 'react'

/** Somebody's words: in their own direction, with their own line breaks. */
export function Words({ children }: { children: ReactNode }) {
  return (
    <p className="words" dir="auto">
      {children}
    </p>
  )
}

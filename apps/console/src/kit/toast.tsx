import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'

const Context = createContext<(text: string) => void>(() => {})
const shownMs = 6_000

/** Shows one short message at a time, above everything, for a moment. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ readonly text: string; readonly at: number }>()
  const show = useCallback((text: string) => setShown({ text, at: Date.now() }), [])
  useEffect(() => {
    const timer = setTimeout(() => setShown(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    <Context value={show}>
      {children}
      <div className="toasts" role="status">
        {shown && (
          <p key={shown.at} className="toast" dir="auto">
            {shown.text}
          </p>
        )}
      </div>
    </Context>
  )
}

/** Says something for a moment. */
export const useToast = (): ((text: string) => void) => use(Context)

import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'

import type { Row } from './thread-rows.js'

const nearEnd = 80

/** Keeps the newest message in view while the person is at the end, and the place while older ones come in above. */
export function useScroll(rows: readonly Row[], hasOlder: boolean, onTop: () => void) {
  const list = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const before = useRef({ height: 0, lastKey: '', firstKey: '' })
  const stays = useRef(true)
  const [atEnd, setAtEnd] = useState(true)
  const reached = useEffectEvent(onTop)
  const lastKey = rows.at(-1)?.key ?? ''
  const firstKey = rows.find((row) => row.kind === 'message')?.key ?? ''
  const lastIsMine = isMine(rows.at(-1))

  const toEnd = useCallback(() => {
    const element = list.current
    if (element !== null) element.scrollTop = element.scrollHeight
  }, [])

  useLayoutEffect(() => {
    const element = list.current
    if (element === null) return
    const old = before.current
    const grown = element.scrollHeight - old.height
    if (old.lastKey !== lastKey && (stays.current || lastIsMine)) toEnd()
    else if (old.firstKey !== firstKey && old.lastKey === lastKey) element.scrollTop += grown
    else if (stays.current) toEnd()
    before.current = { height: element.scrollHeight, lastKey, firstKey }
  }, [rows.length, lastKey, firstKey, lastIsMine, toEnd])

  useEffect(() => {
    const element = list.current
    if (element === null) return undefined
    const look = (): void => {
      stays.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
      setAtEnd(stays.current)
    }
    const resized = new ResizeObserver(() => stays.current && toEnd())
    resized.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [toEnd])

  useEffect(() => {
    const mark = top.current
    if (mark === null || !hasOlder) return undefined
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && reached(), {
      root: list.current,
      rootMargin: '200px 0px 0px',
    })
    observer.observe(mark)
    return () => observer.disconnect()
  }, [hasOlder, firstKey])

  return { list, top, atEnd, toEnd }
}

const isMine = (row: Row | undefined): boolean => row?.kind === 'message' && row.mine

import { useEffect, useState } from 'react'

import type { GetPoolRequest } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { usePool } from './use-pool.js'

import './pool.css'

const calmMs = 350

/** About how many people the deck would have with these wishes, once they stand still. */
export function PoolCount({ wishes }: { wishes: GetPoolRequest }) {
  const { t } = useI18n()
  const text = JSON.stringify(wishes)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), calmMs)
    return () => clearTimeout(timer)
  }, [text])
  const { data, isPlaceholderData, isError } = usePool(JSON.parse(settled) as GetPoolRequest)
  const isStale = isPlaceholderData || settled !== text
  return (
    <p className="pool-count" role="status" data-stale={isStale} aria-busy={data === undefined && !isError}>
      {data !== undefined && !isError && t('pool-people', { count: data.total })}
    </p>
  )
}

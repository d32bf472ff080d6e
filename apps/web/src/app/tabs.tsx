import { useLocation } from 'wouter'

import { TabBar } from '../kit/tab-bar.js'
import { routes } from './routes.js'
import { useTabCounts } from './use-tab-counts.js'

const roots = new Set(routes.filter((route) => route.tabs === true).map((route) => route.path))

/** The bottom tabs on the screens that have them. */
export function Tabs() {
  const [path] = useLocation()
  const counts = useTabCounts()
  return roots.has(path) ? <TabBar {...counts} /> : null
}

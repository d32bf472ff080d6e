import type { CDPSession, Page } from 'playwright-core'

/** The shares of the frames of 60 a second that were dropped. */
export interface Dropped {
  /** What the eye misses: frames that the compositor was to show and did not. */
  readonly shown: number
  /** Frames that the page's own thread missed; what the compositor moves goes on meanwhile. */
  readonly drawn: number
}

/** Notes every frame of a page. */
export interface FrameNotes {
  /** What was dropped since the last question: in the moments after each release of a finger, or in all the time. */
  take(where: 'flights' | 'all'): Promise<Dropped>
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  /** Microseconds. */
  readonly ts: number
  readonly args?: { readonly frame_reporter?: { readonly state: string } }
}

const frameMs = 1000 / 60
const flightMs = 400
const categories = ['cc', 'benchmark', 'blink.user_timing']

/** Begins to note. */
export async function noteFrames(page: Page, cdp: CDPSession): Promise<FrameNotes> {
  await page.evaluate(() => {
    window.addEventListener('pointerup', () => performance.mark('release'), true)
    const next = (): void => {
      performance.mark('frame')
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  const trace = (): Promise<unknown> =>
    cdp.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: categories },
    })
  await trace()
  return {
    async take(where) {
      const events = await stopTrace(cdp)
      await trace()
      const spans = where === 'all' ? [[-Infinity, Infinity] as const] : flightsOf(events)
      return { shown: missedByEye(events, spans), drawn: missedByPage(events, spans) }
    },
  }
}

type Span = readonly [from: number, to: number]

async function stopTrace(cdp: CDPSession): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: object[] }): unknown => events.push(...(value as TraceEvent[]))
  cdp.on('Tracing.dataCollected', collect)
  const over = new Promise<void>((resolve) => cdp.once('Tracing.tracingComplete', () => resolve()))
  await cdp.send('Tracing.end')
  await over
  cdp.off('Tracing.dataCollected', collect)
  return events.sort((a, b) => a.ts - b.ts)
}

const timesOf = (events: readonly TraceEvent[], name: string): number[] =>
  events.filter((event) => event.name === name).map(({ ts }) => ts / 1000)
const flightsOf = (events: readonly TraceEvent[]): Span[] =>
  timesOf(events, 'release').map((release) => [release, release + flightMs])

function missedByEye(events: readonly TraceEvent[], spans: readonly Span[]): number {
  const states = events.flatMap(({ name, ph, ts, args }) => {
    const isFrame = name === 'PipelineReporter' && ph === 'b'
    const isMeant = isFrame && spans.some(([from, to]) => ts / 1000 >= from && ts / 1000 <= to)
    const state = args?.frame_reporter?.state
    return isMeant && state !== undefined && state !== 'STATE_NO_UPDATE_DESIRED' ? [state] : []
  })
  if (states.length === 0) throw new Error('The browser told of no frame.')
  return states.filter((state) => state === 'STATE_DROPPED').length / states.length
}

function missedByPage(events: readonly TraceEvent[], spans: readonly Span[]): number {
  const times = timesOf(events, 'frame')
  const gaps = spans.flatMap(([from, to]) => {
    const within = times.filter((time, index) => time <= to && (times[index + 1] ?? Infinity) > from)
    return within.slice(1).map((time, index) => time - within[index]!)
  })
  const missed = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMs) - 1), 0)
  return missed / Math.max(1, gaps.length + missed)
}

import { Loading, Skeleton } from './states.js'

import './bones.css'
import './card.css'

const times = (count: number): number[] => Array.from({ length: count }, (_, place) => place)

/** A line of words that is still loading, as high as its letters. */
const Words = ({ width, size = 1 }: { width: string; size?: number }) => (
  <span className="bone-line">
    <Skeleton height={`${size * 0.8}rem`} width={width} />
  </span>
)

interface RowBonesProps {
  readonly count: number
  /** Width of the picture before the words. */
  readonly lead?: number
  readonly round?: boolean
  /** Further classes of a row. */
  readonly row?: string
}

/** Rows of a list that are still loading. */
export const RowBones = ({ count, lead = 38, round = false, row = '' }: RowBonesProps) => (
  <div className="list">
    {times(count).map((place) => (
      <div key={place} className={`row bone-row ${row}`}>
        <Skeleton round={round} height={lead} width={lead} />
        <span className="row-words">
          <Words width="55%" />
          <Words width="80%" size={0.875} />
        </span>
      </div>
    ))}
  </div>
)

/** A card of inputs that is still loading. */
export const FieldBones = ({ count }: { count: number }) => (
  <div className="card">
    <Words width="40%" size={1.25} />
    {times(count).map((place) => (
      <div key={place} className="field">
        <Words width="30%" />
        <Skeleton height={50} />
      </div>
    ))}
  </div>
)

/** A screen of rows that is still loading. */
export const LoadingRows = (props: RowBonesProps) => (
  <Loading>
    <RowBones {...props} />
  </Loading>
)

import { Loading, Skeleton } from '../../kit/states.js'

import './person.css'

/** A person's page that is still loading. */
export const PersonBones = () => (
  <Loading>
    <div className="person">
      <div className="gallery">
        <Skeleton height="100%" />
      </div>
      <Skeleton height="1.2rem" width="60%" />
      <Skeleton height="6rem" />
      <Skeleton height="6rem" />
    </div>
  </Loading>
)

import { Component, type ReactNode } from 'react'

import { ErrorState } from '../kit/states.js'

interface BoundaryState {
  readonly error: unknown
}

/** Shows a friendly page in place of a crash; trying again renders anew. */
export class Boundary extends Component<{ children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { error: undefined }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children
    return (
      <main className="screen">
        <ErrorState error={this.state.error} onRetry={() => window.location.reload()} />
      </main>
    )
  }
}

import { Component, type ReactNode } from 'react'

import { ErrorState } from '../kit/states.js'

interface BoundaryProps {
  readonly children: ReactNode
  /** The path; a change of it resets the boundary. */
  readonly place?: string
  /** Shown in place of a failure; the friendly page by default. */
  readonly fallback?: ReactNode
}

interface BoundaryState {
  readonly error: unknown
}

/** Shows a friendly page in place of a crash; trying again reloads the app. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: undefined }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error }
  }

  override componentDidUpdate({ place }: BoundaryProps): void {
    if (place !== this.props.place && this.state.error !== undefined) this.setState({ error: undefined })
  }

  override render(): ReactNode {
    const { children, fallback } = this.props
    if (this.state.error === undefined) return children
    if (fallback !== undefined) return fallback
    return (
      <main className="screen">
        <ErrorState error={this.state.error} onRetry={() => window.location.reload()} />
      </main>
    )
  }
}

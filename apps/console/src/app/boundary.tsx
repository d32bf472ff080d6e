import { Component, type ReactNode } from 'react'

import { Failure } from '../kit/states.js'

interface BoundaryProps {
  readonly children: ReactNode
  /** The path; a change of it resets the boundary. */
  readonly place?: string
}

/** Shows a page of words in place of a crash; trying again reloads the console. */
export class Boundary extends Component<BoundaryProps, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error }
  }

  override componentDidUpdate({ place }: BoundaryProps): void {
    if (place !== this.props.place && this.state.error !== undefined) this.setState({ error: undefined })
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children
    return (
      <main className="page">
        <Failure error={this.state.error} onRetry={() => window.location.reload()} />
      </main>
    )
  }
}

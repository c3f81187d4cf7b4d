import { Component, type ReactNode } from "react";
import { Problem } from "./Problem";

/** Keeps a broken part from taking the page along. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <Problem error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}

// A screen that fails takes only itself down.
import { Component, type ReactNode } from "react";
import { t } from "i18n/index";
import { ErrorState } from "ui/Empty/Empty";

interface Props {
  /** Another place starts anew. */
  place: string;
  children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { error: Error | null; place: string }> {
  override state = { error: null as Error | null, place: this.props.place };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: { error: Error | null; place: string }) {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    // Code that could not be loaded stays refused until the page is loaded anew: a newer program may have other files.
    const gone = /import|module|chunk/i.test(error.message) && error instanceof TypeError;
    const retry = () => (gone ? location.reload() : this.setState({ error: null }));
    return (
      <ErrorState
        text={t("state.crashed")}
        details={error.stack ?? error.message}
        onRetry={retry}
      />
    );
  }
}

import { Component, type ErrorInfo, type ReactNode } from "react";
import { translate } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import styles from "./empty-state.module.css";
import { Drawing } from "./drawing.tsx";
import { ErrorNotice } from "./error-notice.tsx";
import { IconRefresh } from "./icons.ts";

export interface ErrorBoundaryProps {
  /** Opens the window anew. */
  readonly onReload: () => void;
  readonly copyText?: (text: string) => Promise<void>;
  /** For the diagnostics file. */
  readonly onError?: (error: Error) => void;
  readonly children: ReactNode;
}

/** Catches what nobody expected, so that a fault in one screen never leaves an empty window. */
export class ErrorBoundary extends Component<
  ErrorBoundaryProps,
  { readonly details: string | null }
> {
  override state: { readonly details: string | null } = { details: null };

  static getDerivedStateFromError(error: unknown): { readonly details: string } {
    return { details: describe(error) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    this.setState({ details: `${describe(error)}\n${info.componentStack ?? ""}` });
    this.props.onError?.(error);
  }

  override render(): ReactNode {
    if (this.state.details === null) return this.props.children;
    return (
      <main className={styles["empty"]}>
        <Drawing name="boat" />
        <ErrorNotice
          title={translate("ui.brokenTitle")}
          words={translate("ui.brokenWords")}
          details={this.state.details}
          {...(this.props.copyText === undefined ? {} : { copyText: this.props.copyText })}
          actions={
            <Button icon={<IconRefresh aria-hidden />} onClick={this.props.onReload}>
              {translate("ui.openAgain")}
            </Button>
          }
        />
      </main>
    );
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

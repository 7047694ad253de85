import { Fragment, type ReactNode } from "react";
import { type MessageKey, translateRich } from "../i18n/index.ts";

type RichValue = string | number | Date | ((parts: ReactNode[]) => ReactNode);

/** A message with `<b>` for what matters and `<bdi>` around names; further tags are given as functions in `values`. */
export function Rich({
  message,
  values = {},
}: {
  readonly message: MessageKey;
  readonly values?: Readonly<Record<string, RichValue>>;
}) {
  const parts = translateRich<ReactNode>(message, {
    b: (inner) => <strong>{keyed(inner)}</strong>,
    bdi: (inner) => <bdi>{keyed(inner)}</bdi>,
    ...values,
  });
  return <>{keyed(parts)}</>;
}

/** The order of a message's parts is fixed, so the place is the key. */
function keyed(parts: readonly ReactNode[]): ReactNode {
  return parts.map((part, place) => <Fragment key={place}>{part}</Fragment>);
}

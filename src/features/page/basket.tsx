import type { PageId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Button, IconBasket, useStore } from "../../ui/index.ts";
import { whyNotRestored } from "./page-actions.ts";
import type { PageListView } from "./page-list-view.ts";
import { shownTitle } from "./page-names.ts";
import styles from "./page.module.css";

/** Deleted pages stay here and can be taken out again. */
export function Basket({
  project,
  onGo,
}: {
  readonly project: PageListView;
  readonly onGo: (page: PageId) => void;
}) {
  const basket = useStore(project.basket);
  const rights = useStore(project.rights);
  if (basket.length === 0) return null;
  return (
    <details className={styles["basket"]}>
      <summary>
        <IconBasket aria-hidden />
        {translate("page.basket", { count: basket.length })}
      </summary>
      <ul>
        {basket.map((entry) => {
          const reason = whyNotRestored(entry, rights);
          return (
            <li key={entry.id}>
              <bdi>{shownTitle(entry)}</bdi>
              {reason === null ? (
                <Button
                  kind="quiet"
                  aria-label={translate("page.restoreOf", { title: shownTitle(entry) })}
                  onClick={() => {
                    project.restorePage(entry.id);
                    onGo(entry.id);
                  }}
                >
                  {translate("page.restore")}
                </Button>
              ) : (
                <small>{reason}</small>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

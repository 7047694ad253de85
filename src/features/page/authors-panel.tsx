import { type AuthorShare, type Authorship } from "../../editor/index.ts";
import { translate } from "../../i18n/index.ts";
import { IconButton, IconX, Rich, useStore } from "../../ui/index.ts";
import styles from "./page.module.css";

/** Who wrote how much of the page, and the key to the letters, lines and colours in its text. */
export function AuthorsPanel({ authorship }: { readonly authorship: Authorship }) {
  const shown = useStore(authorship.shown);
  const shares = useStore(authorship.shares);
  if (shown.kind === "nobody") return null;
  const showEveryone = (): void => authorship.show({ kind: "everyone" });
  const isOnly = ({ author }: AuthorShare): boolean =>
    shown.kind === "one" && shown.author === author;
  return (
    <section className={styles["panel"]} aria-labelledby="authors-of-page" data-testid="authors">
      <div className={styles["panelHead"]}>
        <h2 id="authors-of-page">{translate("page.authors")}</h2>
        <IconButton
          label={translate("page.authorsHide")}
          icon={<IconX aria-hidden />}
          onClick={() => authorship.show({ kind: "nobody" })}
        />
      </div>
      {shares.length === 0 ? (
        <p className={styles["soft"]}>{translate("page.authorsNone")}</p>
      ) : (
        <>
          {shares.length > 1 && <p className={styles["soft"]}>{translate("page.authorsHow")}</p>}
          <ul className={styles["authors"]}>
            {shares.map((share) => (
              <li key={share.author ?? ""}>
                <button
                  type="button"
                  className={styles["author"]}
                  aria-pressed={isOnly(share)}
                  onClick={() =>
                    isOnly(share)
                      ? showEveryone()
                      : authorship.show({ kind: "one", author: share.author })
                  }
                >
                  <Sample share={share} />
                  <span>
                    <Rich
                      message="page.authorShare"
                      values={{ name: share.name, words: share.words }}
                    />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <AtCursor authorship={authorship} />
      <p className={styles["soft"]}>{translate("page.authorsProof")}</p>
    </section>
  );
}

/** As it looks in the text; the words beside it say the same. */
function Sample({ share: { code, mark } }: { readonly share: AuthorShare }) {
  return (
    <span className="page-text" aria-hidden>
      <span className="page-author" data-mark={mark ?? "none"} data-author={code}>
        {translate("page.authorSample")}
      </span>
    </span>
  );
}

function AtCursor({ authorship }: { readonly authorship: Authorship }) {
  const look = useStore(authorship.atCursor);
  return look === null ? null : (
    <p className={styles["soft"]}>
      <Rich message="page.authorHere" values={{ name: look.name }} />
    </p>
  );
}

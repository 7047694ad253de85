import { useNavigate, useRouteError } from "react-router";
import { translate } from "../i18n/index.ts";
import { Button, ErrorNotice, IconHome, IconRefresh } from "../ui/index.ts";
import { PATHS } from "./paths.ts";
import { useProgram } from "./program.ts";

/** A screen that broke: the rest of the program goes on. */
export function ScreenFailure() {
  const error = useRouteError();
  const navigate = useNavigate();
  const { platform } = useProgram();
  return (
    <main>
      <ErrorNotice
        title={translate("failure.screenTitle")}
        words={translate("failure.screenText")}
        details={error instanceof Error ? (error.stack ?? error.message) : String(error)}
        copyText={(text) => platform.copyText(text)}
        actions={
          <>
            <Button icon={<IconRefresh aria-hidden />} onClick={() => window.location.reload()}>
              {translate("failure.tryAgain")}
            </Button>
            <Button
              kind="secondary"
              icon={<IconHome aria-hidden />}
              onClick={() => void navigate(PATHS.home)}
            >
              {translate("app.backToHome")}
            </Button>
          </>
        }
      />
    </main>
  );
}

import { Progress } from "@mantine/core";
import { formatNumber, translate } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import styles from "./progress-panel.module.css";

export interface ProgressPanelProps {
  /** What is being done, e.g. "Bringing in 12 pictures". */
  readonly title: string;
  readonly done: number;
  readonly total: number;
  /** The step of this moment, e.g. a file's name. */
  readonly step?: string;
  readonly onCancel?: () => void;
}

/** Long work: how far it is, and the way to stop it. */
export function ProgressPanel({ title, done, total, step, onCancel }: ProgressPanelProps) {
  const share = total === 0 ? 0 : Math.min(100, (done / total) * 100);
  const words = translate("ui.doneOf", { done: formatNumber(done), total: formatNumber(total) });
  return (
    <section className={styles["panel"]} aria-label={title}>
      <h3>{title}</h3>
      <Progress.Root size="lg">
        <Progress.Section value={share} aria-label={title} aria-valuetext={words} withAria />
      </Progress.Root>
      <p aria-live="polite">
        {words}
        {step === undefined ? null : <bdi>{step}</bdi>}
      </p>
      {onCancel === undefined ? null : (
        <Button kind="secondary" onClick={onCancel}>
          {translate("ui.stop")}
        </Button>
      )}
    </section>
  );
}

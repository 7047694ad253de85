import type { Member } from "../../domain/index.ts";
import { compareNames, formatMoment, translate } from "../../i18n/index.ts";
import {
  ActDialog,
  Badge,
  Button,
  Card,
  ScreenHeader,
  notify,
  useLanguage,
  useNow,
  useShown,
  useStore,
} from "../../ui/index.ts";
import type { DeviceView } from "../../workspace/index.ts";
import { nameOf } from "./people-names.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

/** A lost computer is withdrawn here; its owner goes on with another. */
export function ComputersScreen({ project }: { readonly project: PeopleView }) {
  useLanguage();
  const now = useNow();
  const members = useStore(project.members);
  const devices = useStore(project.people.devices);
  const asked = useShown<DeviceView>();
  return (
    <div className={styles["screen"]}>
      <ScreenHeader
        title={translate("members.computers")}
        text={translate("members.computersIntro")}
      />
      <Card as="section" aria-label={translate("members.computersTable")}>
        <table className={`${styles["table"]} ${styles["computers"]}`}>
          <caption className={styles["hidden"]}>{translate("members.computersTable")}</caption>
          <thead>
            <tr>
              <th scope="col">{translate("members.person")}</th>
              <th scope="col">{translate("members.computer")}</th>
              <th scope="col">{translate("members.computerLastSeen")}</th>
              <th scope="col">{translate("members.computerState")}</th>
              <th scope="col" className={styles["actionCell"]}>
                <span className={styles["hidden"]}>{translate("members.more")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {inOrder(devices, members).map((device) => (
              <tr key={device.id} data-me={device.isThisOne || undefined}>
                <th scope="row">
                  <bdi>{personOf(project, members, device)}</bdi>
                </th>
                <td data-label={translate("members.computer")}>{computerName(device)}</td>
                <td data-label={translate("members.computerLastSeen")}>
                  {device.lastSeenAt === null
                    ? translate("members.computerNeverSeen")
                    : formatMoment(device.lastSeenAt, now)}
                </td>
                <td data-label={translate("members.computerState")}>
                  <StateOf device={device} />
                </td>
                <td className={styles["actionCell"]}>
                  <Withdrawal project={project} device={device} onAsk={() => asked.show(device)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <p className={styles["soft"]}>{translate("members.computersTimes")}</p>
      {asked.value !== null && (
        <WithdrawDialog
          key={asked.round}
          project={project}
          device={asked.value}
          isOpen={asked.isOpen}
          onClose={asked.close}
        />
      )}
    </div>
  );
}

function StateOf({ device }: { readonly device: DeviceView }) {
  if (device.isWithdrawn) return <Badge>{translate("members.computerWithdrawn")}</Badge>;
  if (device.isThisOne) return <Badge tone="brand">{translate("members.computerThis")}</Badge>;
  return translate("members.computerInUse");
}

function Withdrawal({
  project,
  device,
  onAsk,
}: {
  readonly project: PeopleView;
  readonly device: DeviceView;
  readonly onAsk: () => void;
}) {
  const members = useStore(project.members);
  const rights = useStore(project.rights);
  if (device.isWithdrawn || rights.standing !== "active") return null;
  const name = nameOf(members, device.member);
  if (device.isThisOne)
    return <span className={styles["soft"]}>{translate("members.withdrawNotThis")}</span>;
  if (device.member !== project.me && !project.people.mayRemove(device.member))
    return (
      <span className={styles["soft"]}>{translate("members.withdrawNotYours", { name })}</span>
    );
  return (
    <Button
      kind="quiet"
      aria-label={translate("members.withdrawOf", { computer: computerName(device), name })}
      onClick={onAsk}
    >
      {translate("members.withdraw")}
    </Button>
  );
}

function WithdrawDialog({
  project,
  device,
  isOpen,
  onClose,
}: {
  readonly project: PeopleView;
  readonly device: DeviceView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const name = nameOf(useStore(project.members), device.member);
  return (
    <ActDialog
      isOpen={isOpen}
      title={translate("members.withdrawTitle", { computer: computerName(device), name })}
      confirm={translate("members.withdrawConfirm")}
      kind="danger"
      act={() => project.people.withdrawDevice(device.id)}
      onDone={() => {
        notify({ words: translate("members.wasWithdrawn") });
        onClose();
      }}
      onClose={onClose}
    >
      <div className={styles["consequences"]}>
        <p>{translate("members.withdrawDoes")}</p>
        <p>{translate("members.withdrawDoesNot")}</p>
        <p>{translate("members.withdrawForGood")}</p>
      </div>
    </ActDialog>
  );
}

/** Computers have no names; a few characters of their mark tell them apart, and when they were last used says which is which. */
function computerName({ id }: DeviceView): string {
  return translate("members.computerName", { mark: id.slice(0, 4).toUpperCase() });
}

function personOf({ me }: PeopleView, members: readonly Member[], { member }: DeviceView): string {
  const name = nameOf(members, member);
  return member === me ? translate("members.you", { name }) : name;
}

/** One's own first, then by name; the last used first. */
function inOrder(
  devices: readonly DeviceView[],
  members: readonly Member[],
): readonly DeviceView[] {
  const ownFirst = (device: DeviceView, own: string | undefined) => (device.member === own ? 0 : 1);
  const own = devices.find(({ isThisOne }) => isThisOne)?.member;
  return [...devices].sort(
    (a, b) =>
      ownFirst(a, own) - ownFirst(b, own) ||
      compareNames(nameOf(members, a.member), nameOf(members, b.member)) ||
      (b.lastSeenAt ?? 0) - (a.lastSeenAt ?? 0),
  );
}

import { formatDate, formatList, formatNumber, translate } from "../../i18n/index.ts";
import type { Platform } from "../../platform/index.ts";
import {
  ActDialog,
  Badge,
  Button,
  Card,
  EmptyState,
  IconBan,
  IconCopy,
  IconQrcode,
  IconUserPlus,
  ScreenHeader,
  notify,
  useLanguage,
  useShown,
  useStore,
} from "../../ui/index.ts";
import type { InvitationView } from "../../workspace/index.ts";
import { forWhom, nameOf, stateWords } from "./invitation-words.ts";
import type { InviteView } from "./invite-view.ts";
import styles from "./invite.module.css";

export interface InvitationsProps {
  readonly project: InviteView;
  readonly platform: Pick<Platform, "copyText">;
  readonly inviteHref: string;
  readonly invitationHref: (invitation: string) => string;
}

/** Who has been invited, who came, and what is still open. */
export function InvitationsScreen(props: InvitationsProps) {
  useLanguage();
  const { project, inviteHref } = props;
  const invitations = useStore(project.people.invitations);
  const { inviteAdults } = useStore(project.rights);
  const asked = useShown<InvitationView>();
  const inviteButton = (
    <Button icon={<IconUserPlus aria-hidden />} href={inviteHref}>
      {translate("members.invite")}
    </Button>
  );
  return (
    <div className={styles["screen"]}>
      <ScreenHeader
        title={translate("invite.listTitle")}
        text={translate("invite.listIntro")}
        actions={inviteAdults && invitations.length > 0 ? inviteButton : undefined}
      />
      {!inviteAdults && <p className={styles["soft"]}>{translate("invite.mayNot")}</p>}
      {invitations.length === 0 ? (
        <EmptyState
          drawing="letterbox"
          title={translate("invite.none")}
          text={translate("invite.noneText")}
          action={inviteAdults ? inviteButton : undefined}
          worksOffline
        />
      ) : (
        <ul className={styles["list"]} aria-label={translate("invite.listTable")}>
          {invitations.map((invitation) => (
            <Invitation
              key={invitation.id}
              {...props}
              invitation={invitation}
              onRevoke={() => asked.show(invitation)}
            />
          ))}
        </ul>
      )}
      {asked.value !== null && (
        <RevokeDialog
          key={asked.round}
          project={project}
          invitation={asked.value}
          isOpen={asked.isOpen}
          onClose={asked.close}
        />
      )}
    </div>
  );
}

function Invitation({
  project,
  platform,
  invitationHref,
  invitation,
  onRevoke,
}: InvitationsProps & {
  readonly invitation: InvitationView;
  readonly onRevoke: () => void;
}) {
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const { state, way, by, usedBy, maxUses, expiresAt, secret } = invitation;
  const whom = forWhom(invitation, schools);
  const { words, tone } = stateWords(state);
  const isOpen = state === "open";
  const copied = secret?.text ?? secret?.code ?? null;
  const facts: readonly (readonly [string, string])[] = [
    [
      translate("invite.columnUsed"),
      usedBy.length === 0
        ? translate("invite.nobodyYet")
        : formatList(usedBy.map((id) => nameOf(members, id))),
    ],
    [translate("invite.columnUntil"), formatDate(expiresAt)],
    [translate("invite.columnBy"), nameOf(members, by)],
  ];
  return (
    <Card as="li" data-testid="invitation">
      <div className={styles["invitation"]}>
        <div className={styles["head"]}>
          <h2>
            <bdi>{whom}</bdi>
          </h2>
          <Badge tone={tone}>{words}</Badge>
          {maxUses > 1 && (
            <span className={styles["soft"]}>
              {translate("invite.usedOf", {
                used: formatNumber(usedBy.length),
                uses: formatNumber(maxUses),
              })}
            </span>
          )}
          <span className={styles["soft"]}>
            {translate(way === "file" ? "invite.wayFile" : "invite.wayCode")}
          </span>
        </div>
        <dl className={styles["facts"]}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        {isOpen && (
          <div className={styles["row"]}>
            {copied === null ? (
              <p className={styles["soft"]}>{translate("invite.elsewhere")}</p>
            ) : (
              <>
                <Button
                  kind="secondary"
                  icon={<IconQrcode aria-hidden />}
                  href={invitationHref(invitation.id)}
                  aria-label={translate("invite.showOf", { whom })}
                >
                  {translate("invite.show")}
                </Button>
                <Button
                  kind="secondary"
                  icon={<IconCopy aria-hidden />}
                  aria-label={translate("invite.copyOf", { whom })}
                  onClick={() => {
                    void platform
                      .copyText(copied)
                      .then(() => notify({ words: translate("app.copied") }));
                  }}
                >
                  {translate("invite.copy")}
                </Button>
              </>
            )}
            <Revocation project={project} invitation={invitation} whom={whom} onRevoke={onRevoke} />
          </div>
        )}
      </div>
    </Card>
  );
}

function Revocation({
  project,
  invitation,
  whom,
  onRevoke,
}: {
  readonly project: InviteView;
  readonly invitation: InvitationView;
  readonly whom: string;
  readonly onRevoke: () => void;
}) {
  const { inviteAdults } = useStore(project.rights);
  const mayRevoke =
    invitation.by === project.me ||
    (inviteAdults && project.people.rolesFor(null).includes(invitation.role));
  if (!mayRevoke) return <p className={styles["soft"]}>{translate("invite.revokeNot")}</p>;
  return (
    <Button
      kind="quiet"
      icon={<IconBan aria-hidden />}
      aria-label={translate("invite.revokeOf", { whom })}
      onClick={onRevoke}
    >
      {translate("invite.revoke")}
    </Button>
  );
}

function RevokeDialog({
  project,
  invitation,
  isOpen,
  onClose,
}: {
  readonly project: InviteView;
  readonly invitation: InvitationView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  return (
    <ActDialog
      isOpen={isOpen}
      title={translate("invite.revokeTitle")}
      confirm={translate("invite.revokeConfirm")}
      kind="danger"
      act={() => project.people.revoke(invitation.id)}
      onDone={() => {
        notify({ words: translate("invite.revoked") });
        onClose();
      }}
      onClose={onClose}
    >
      <div className={styles["parts"]}>
        <p>{translate("invite.revokeDoes")}</p>
        <p>{translate("invite.revokeDoesNot")}</p>
        {invitation.way === "file" && <p>{translate("invite.revokeFile")}</p>}
      </div>
    </ActDialog>
  );
}

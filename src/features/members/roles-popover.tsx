import { MEMBER_ROLES, type MemberRole } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Button, IconHelpCircle, Popover } from "../../ui/index.ts";
import { ROLE_WORDS } from "./people-names.ts";
import styles from "./members.module.css";

/** Pupils belong to classes, so a project has none of them. */
const IN_PROJECTS = MEMBER_ROLES.filter(
  (role): role is Exclude<MemberRole, "pupil" | "pupilEditor"> =>
    role !== "pupil" && role !== "pupilEditor",
);

export function RolesPopover() {
  return (
    <Popover position="bottom-end" width="min(36rem, 92vw)" trapFocus withRoles>
      <Popover.Target>
        <Button kind="secondary" icon={<IconHelpCircle aria-hidden />} aria-haspopup="dialog">
          {translate("members.rolesTitle")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown
        className={styles["rolesDropdown"] ?? ""}
        aria-label={translate("members.rolesTitle")}
        tabIndex={0}
      >
        <dl className={styles["roles"]}>
          {IN_PROJECTS.map((role) => (
            <div key={role}>
              <dt>{translate(`roles.${role}`)}</dt>
              <dd>{translate(ROLE_WORDS[role])}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}

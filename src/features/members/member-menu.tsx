import { useRef } from "react";
import type { Member } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  IconButton,
  IconDotsVertical,
  IconUserCheck,
  IconUserCog,
  IconUserMinus,
  Menu,
  useStore,
} from "../../ui/index.ts";
import { nameInSentence } from "./people-names.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

export type MemberTask = "words" | "role" | "remove";

/** What one may do with somebody, and why not the rest. Opens by the button, by the menu key and by the right mouse button. */
export function MemberMenu({
  project,
  member,
  isOpen,
  onOpen,
  onChoose,
}: {
  readonly project: PeopleView;
  readonly member: Member;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChoose: (task: MemberTask) => void;
}) {
  useStore(project.rights);
  const mayChange = project.people.rolesFor(member.id).some((role) => role !== member.role);
  const mayRemove = project.people.mayRemove(member.id);
  const button = useRef<HTMLButtonElement>(null);
  const choose = (task: MemberTask) => () => {
    // The item goes with the menu; a dialog gives the focus back to what had it when it opened.
    button.current?.focus();
    onChoose(task);
  };
  const reason = mayChange && mayRemove ? null : whyNot(project, member);
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={onOpen}>
      <Menu.Target>
        <IconButton
          ref={button}
          label={translate("members.menuOf", { name: nameInSentence(member) })}
          icon={<IconDotsVertical aria-hidden />}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUserCheck aria-hidden />} onClick={choose("words")}>
          {translate("members.showWords")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUserCog aria-hidden />}
          disabled={!mayChange || member.standing !== "active"}
          onClick={choose("role")}
        >
          {translate("members.changeRole")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUserMinus aria-hidden />}
          disabled={!mayRemove}
          onClick={choose("remove")}
        >
          {translate("members.remove")}
        </Menu.Item>
        {reason !== null && <Menu.Label className={styles["why"]}>{reason}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

function whyNot({ rights }: PeopleView, member: Member): string {
  if (!rights.get().manageMembers) return translate("members.noMenuNotLead");
  if (member.role === "founder") return translate("members.noMenuFounder");
  return translate("members.noMenuRank", { name: nameInSentence(member) });
}

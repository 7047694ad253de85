import { type SubmitEvent, useState } from "react";
import { safeLink } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  Button,
  IconButton,
  IconExternalLink,
  IconLink,
  IconLinkOff,
  Popover,
  TextInput,
} from "../../ui/index.ts";
import { linkAtCursor, removeLink, setLink, withScheme } from "../commands/links.ts";
import type { ToolProps } from "./tool-props.ts";
import styles from "./toolbar.module.css";

export interface LinkToolProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onOpenLink: (address: string) => void;
}

/** Sets, changes, opens and removes a link. */
export function LinkTool(props: ToolProps & LinkToolProps) {
  const { editor, state, modKey, isOpen, onOpenChange } = props;
  const close = (): void => {
    onOpenChange(false);
    editor.view.focus();
  };
  return (
    <Popover
      opened={isOpen}
      onChange={onOpenChange}
      onDismiss={close}
      trapFocus
      returnFocus={false}
      position="bottom-start"
      withArrow
    >
      <Popover.Target>
        <IconButton
          label={translate("editor.link")}
          keys={`${modKey}+K`}
          icon={<IconLink aria-hidden />}
          isPressed={state.isLink}
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          onClick={() => onOpenChange(!isOpen)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={translate("editor.link")}>
        <LinkForm {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Made anew each time that it opens, with the address of the link at the cursor. */
function LinkForm({ editor, state, run, onOpenChange, onOpenLink }: ToolProps & LinkToolProps) {
  const [address, setAddress] = useState(() => linkAtCursor(editor.state)?.href ?? "");
  const [isRefused, setRefused] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (safeLink(withScheme(address)) === null) return setRefused(true);
    run(setLink(address));
    onOpenChange(false);
  };
  const remove = (): void => {
    run(removeLink);
    onOpenChange(false);
  };
  return (
    <form className={styles["link"]} onSubmit={submit}>
      <TextInput
        label={translate("editor.linkAddress")}
        value={address}
        dir="ltr"
        data-autofocus
        placeholder={translate("editor.linkExample")}
        error={isRefused ? translate("editor.linkRefused") : null}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          setRefused(false);
        }}
      />
      <div className={styles["actions"]}>
        <Button type="submit">{translate("editor.linkSet")}</Button>
        {state.isLink && (
          <>
            <Button
              kind="secondary"
              icon={<IconExternalLink aria-hidden />}
              onClick={() => onOpenLink(linkAtCursor(editor.state)?.href ?? "")}
            >
              {translate("editor.linkOpen")}
            </Button>
            <Button kind="secondary" icon={<IconLinkOff aria-hidden />} onClick={remove}>
              {translate("editor.linkRemove")}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}

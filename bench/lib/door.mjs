/** Of every profile that a bench makes; `bench/page/project.ts` sets the same. */
const PASSPHRASE = "bridge lantern seventeen";

/** Stand on the locked door. */
export const DOOR_WORDS = "Twinspan is locked";

/** For the page: types the passphrase at the door as soon as it is there, and opens it. */
export function openDoorScript() {
  return `(() => {
    const open = () => {
      const field = document.querySelector('input[type="password"]');
      if (field === null || field.form === null) return false;
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
      set.call(field, ${JSON.stringify(PASSPHRASE)});
      field.dispatchEvent(new Event("input", { bubbles: true }));
      setTimeout(() => field.form.requestSubmit(), 0);
      return true;
    };
    const watch = new MutationObserver(() => {
      if (open()) watch.disconnect();
    });
    watch.observe(document, { childList: true, subtree: true });
  })();`;
}

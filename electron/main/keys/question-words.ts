import {
  type AskedPerson,
  type AskedSchool,
  type Question,
  keyMark,
} from "../../../src/keychain/index.ts";
import type { Translate } from "./spoken.ts";

export interface QuestionWords {
  readonly message: string;
  readonly detail: string;
  readonly button: string;
}

/** More lines than this are not read. */
const PEOPLE_SHOWN = 6;

/** How a question is put: what will be done, in whose name it is claimed, and which keys it is about. */
export function wordsOf(question: Question, translate: Translate): QuestionWords {
  const words = new Words(translate);
  switch (question.kind) {
    case "add": {
      const { people } = question;
      const rest = people.length - PEOPLE_SHOWN;
      return words.question(
        translate("confirm.addTitle", {
          people: people.length,
          project: words.project(question.project),
        }),
        [
          ...people.slice(0, PEOPLE_SHOWN).map((person) => words.newcomer(person)),
          ...(rest > 0 ? [translate("confirm.addMore", { people: rest })] : []),
          translate("confirm.names"),
        ],
        translate("confirm.addButton"),
      );
    }
    case "invite": {
      const { uses } = question;
      return words.question(
        translate("confirm.inviteTitle", { project: words.project(question.project) }),
        [
          words.roleLine(question.role),
          translate("confirm.school", { school: words.school(question.school) }),
          question.way === "file"
            ? translate("confirm.inviteByFile", { uses })
            : translate("confirm.inviteByCode", { uses }),
        ],
        translate("confirm.inviteButton"),
      );
    }
    case "role":
      return words.question(
        translate("confirm.roleTitle", words.personAndProject(question)),
        [words.roleLine(question.role), ...words.certainOf(question.person)],
        translate("confirm.roleButton"),
      );
    case "remove":
      return words.question(
        translate("confirm.removeTitle", words.personAndProject(question)),
        [translate("confirm.removeText"), ...words.certainOf(question.person)],
        translate("confirm.removeButton"),
      );
    case "leave":
      return words.question(
        translate("confirm.leaveTitle", { project: words.project(question.project) }),
        [translate("confirm.leaveText")],
        translate("confirm.leaveButton"),
      );
    case "withdraw":
      return words.question(
        question.isOwn
          ? translate("confirm.withdrawOwnTitle", { project: words.project(question.project) })
          : translate("confirm.withdrawTitle", words.personAndProject(question)),
        [translate("confirm.withdrawText"), ...words.certainUnlessOwn(question)],
        translate("confirm.withdrawButton"),
      );
    case "erase":
      return words.question(
        question.isOwn
          ? translate("confirm.eraseOwnTitle", { project: words.project(question.project) })
          : translate("confirm.eraseTitle", words.personAndProject(question)),
        [translate("confirm.eraseText"), ...words.certainUnlessOwn(question)],
        translate("confirm.eraseButton"),
      );
    case "replaceKeychain":
      return words.question(
        translate("confirm.replaceTitle"),
        [translate("confirm.replaceText")],
        translate("confirm.replaceButton"),
      );
    case "showWords":
      return words.question(
        translate("confirm.wordsTitle"),
        [translate("confirm.wordsText")],
        translate("confirm.wordsButton"),
      );
    case "changeWays":
      return words.question(
        translate("confirm.waysTitle"),
        [translate("confirm.waysText")],
        translate("confirm.waysButton"),
      );
  }
}

class Words {
  readonly #translate: Translate;

  constructor(translate: Translate) {
    this.#translate = translate;
  }

  question(message: string, lines: readonly string[], button: string): QuestionWords {
    const detail = `${lines.join("\n")}\n\n${this.#translate("confirm.askedYourself")}`;
    return { message, detail, button };
  }

  project(name: string | null): string {
    return name === null ? this.#translate("confirm.unnamedProject") : this.#quoted(name);
  }

  school({ name }: AskedSchool): string {
    return name === null ? this.#translate("confirm.unnamedSchool") : this.#quoted(name);
  }

  personAndProject(about: { readonly person: AskedPerson; readonly project: string | null }) {
    return { person: this.#person(about.person), project: this.project(about.project) };
  }

  roleLine(role: string): string {
    return this.#translate("confirm.role", { role: this.#role(role) });
  }

  newcomer(person: AskedPerson & { readonly role: string; readonly school: AskedSchool }): string {
    return this.#translate("confirm.addPerson", {
      person: this.#person(person),
      role: this.#role(person.role),
      school: this.school(person.school),
      mark: keyMark(person.member),
    });
  }

  certainOf({ member }: AskedPerson): readonly string[] {
    return [
      this.#translate("confirm.key", { mark: keyMark(member) }),
      this.#translate("confirm.names"),
    ];
  }

  certainUnlessOwn(about: { readonly isOwn: boolean; readonly person: AskedPerson }) {
    return about.isOwn ? [] : this.certainOf(about.person);
  }

  #person({ name }: AskedPerson): string {
    return name === null ? this.#translate("confirm.unnamedPerson") : this.#quoted(name);
  }

  /** Set apart from the sentence, whatever way its letters run. */
  #quoted(name: string): string {
    return this.#translate("confirm.quoted", { name: `\u2068${name}\u2069` });
  }

  #role(role: string): string {
    return this.#translate(`roles.${role}`);
  }
}

import { type Store, deriveStore } from "../base/index.ts";
import { type Member, type MemberId, type School, schoolMark } from "../domain/index.ts";
import { personName } from "./person-name.ts";
import type { CursorOwner } from "./cursors/partner-cursors.ts";

/** Names and marks of everyone in the project, as the roster has them. */
export function cursorOwners(
  members: Store<readonly Member[]>,
  schools: Store<readonly School[]>,
): Store<ReadonlyMap<MemberId, CursorOwner>> {
  return deriveStore([members, schools], () => {
    const all = schools.get();
    return new Map(
      members.get().map((member) => {
        const { id, schoolId } = member;
        const school = all.find((candidate) => candidate.id === schoolId)?.country ?? "";
        return [id, { name: personName(member, all), school, mark: schoolMark(schoolId, all) }];
      }),
    );
  });
}

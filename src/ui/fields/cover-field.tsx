import { COVERS, type Cover } from "../../domain/index.ts";
import { type MessageKey, translate } from "../../i18n/index.ts";
import { CoverPicture } from "../drawing.tsx";
import { ChoiceField } from "./choice-field.tsx";

const NAMES = {
  rivers: "ui.coverRivers",
  story: "ui.coverStory",
  weather: "ui.coverWeather",
  food: "ui.coverFood",
  letters: "ui.coverLetters",
  stars: "ui.coverStars",
} as const satisfies Record<Cover, MessageKey>;

/** Which drawing stands on the project's card. */
export function CoverField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Cover;
  readonly onChange: (cover: Cover) => void;
}) {
  const choices = COVERS.map((cover) => ({
    value: cover,
    label: translate(NAMES[cover]),
    picture: <CoverPicture cover={cover} size="small" />,
  }));
  return <ChoiceField label={label} value={value} choices={choices} onChange={onChange} />;
}

import { type Block, type Paragraph, type Run, paragraph } from "../../domain/index.ts";

/** What the two classes of the sample project wrote. Their words are content, as any class would write it, and so not translated. */

const heading = (text: string): Paragraph => paragraph(text, { kind: "h", level: 2 });
const bullet = (text: string): Paragraph => paragraph(text, { kind: "ul" });
const task = (text: string, checked: boolean): Paragraph =>
  paragraph(text, { kind: "todo", checked });
const runs = (...text: Run[]): Paragraph => ({ ...paragraph(""), text });

function table(rows: readonly (readonly string[])[]): Block {
  return {
    type: "table",
    rows: rows.map((row, index) => ({
      cells: row.map((text) => ({
        header: index === 0,
        colspan: 1,
        rowspan: 1,
        blocks: [paragraph(text)],
      })),
    })),
  };
}

export interface SamplePage {
  readonly title: string;
  /** Where the page shows a picture, it stands behind this many blocks. */
  readonly pictureAfter: number | null;
  readonly blocks: readonly Block[];
}

export const LISBON_PAGES: readonly SamplePage[] = [
  {
    title: "Start here",
    pictureAfter: 2,
    blocks: [
      runs(
        { text: "Two towns, two waters: " },
        { text: "the Tejo in Lisboa", bold: true },
        { text: " and " },
        { text: "the bay of İzmir", bold: true },
        { text: ". We write here what we find out, each class about its own water." },
      ),
      paragraph(
        "Everyone can add and correct. Do not worry: nothing gets lost, even when we write at the same time.",
      ),
      heading("What we do"),
      bullet("In October we go to the water, draw it and measure it."),
      bullet("In November we ask people who work there."),
      bullet("In December we make a book of ten pages together."),
    ],
  },
  {
    title: "The old bridge",
    pictureAfter: null,
    blocks: [
      paragraph(
        "Near our school there is a bridge. It is 200 years old. We measured it with a rope: it is 84 metres long.",
      ),
      paragraph(
        "A man who fishes there told us that the water was much cleaner when he was a child.",
        { kind: "quote" },
      ),
      heading("Our bridges"),
      table([
        ["Bridge", "Length", "Built in"],
        ["Ponte Velha", "84 m", "1824"],
        ["Ponte do Mercado", "212 m", "1901"],
      ]),
    ],
  },
  {
    title: "Questions and answers",
    pictureAfter: null,
    blocks: [
      heading("Questions for İzmir"),
      task("Can you swim in the bay?", true),
      task("Which fish live there?", false),
      task("Do ships wake you up at night?", false),
    ],
  },
];

/** What the class in İzmir adds once the project has arrived there. */
export const IZMIR_ANSWERS: readonly Block[] = [
  heading("Answers from İzmir"),
  paragraph("Yes, but not near the harbour. We go to the beach in Urla by bus."),
  paragraph("We saw mullet, and once a seal!"),
];

export const IZMIR_PAGE: SamplePage = {
  title: "Our bay",
  pictureAfter: null,
  blocks: [
    paragraph(
      "İzmir lies around a bay. The ferry goes from Karşıyaka to Konak in twenty minutes. We counted the ships on Monday.",
    ),
    table([
      ["When", "Ferries", "Big ships"],
      ["8 o’clock", "6", "2"],
      ["12 o’clock", "4", "3"],
      ["16 o’clock", "7", "1"],
    ]),
  ],
};

export const LISBON_POSTS = [
  "Today we went to the river with a rope and a thermometer. The water has 16 degrees.",
  "Our page about the old bridge is ready. Please look and ask us!",
] as const;

export const IZMIR_POSTS = [
  "Merhaba from İzmir! We read your page and answered your questions.",
] as const;

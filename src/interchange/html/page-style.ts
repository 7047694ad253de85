/** Of a page that left the program: it stands alone, so the colours of the design are repeated here. All pass 4.5:1 on white. */
export const PAGE_STYLE = `body { margin: 0; background: #fff; color: #1b2733; font: 1.0625rem/1.6 "Noto Sans", system-ui, sans-serif; }
main { max-width: 70ch; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
p, ul, ol, table, figure, pre, blockquote { margin: 0 0 0.75em; }
li ul, li ol { margin-block-end: 0; }
li.hollow, li.todo { list-style: none; }
li.todo input { margin: 0 0.5em 0 -1.4em; }
blockquote { border-inline-start: 4px solid #0b6e6a; padding-inline-start: 1em; }
pre { white-space: pre-wrap; background: #f6f8fb; padding: 0.75em; border-radius: 6px; font-family: monospace; }
code { font-family: monospace; }
table { border-collapse: collapse; }
th, td { border: 1px solid #7a8896; padding: 0.3em 0.6em; text-align: start; vertical-align: top; }
th { background: #eef1f4; }
td > :last-child, th > :last-child { margin-bottom: 0; }
figure { break-inside: avoid; }
img { max-width: 100%; height: auto; }
a { color: #0b6e6a; }
.missing { color: #51606f; border: 1px dashed #7a8896; padding: 0.75em; }
mark { color: inherit; background: #ffe9a8; }
[data-highlight="green"] { background: #cdeccf; } [data-highlight="blue"] { background: #d3e5fb; } [data-highlight="pink"] { background: #fbd9e6; }
[data-color="red"] { color: #b3261e; } [data-color="orange"] { color: #7a4b00; } [data-color="green"] { color: #2b6e2f; } [data-color="teal"] { color: #0b6e6a; }
[data-color="blue"] { color: #1f5fa8; } [data-color="purple"] { color: #7a3e9d; } [data-color="pink"] { color: #a8275f; } [data-color="grey"] { color: #51606f; }
@page { margin: 18mm; }
@media print { main { max-width: none; margin: 0; padding: 0; } a { color: inherit; } }`;

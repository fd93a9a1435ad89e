/* A persona's pages: frame, progress, profile, evidence, data, versions. */
.shell:has(.persona-frame) :is(.main, .bar-inner, .foot-inner) { max-width: var(--broad); }
.with-rail.persona-frame { grid-template-columns: var(--rail-slim) minmax(0, 1fr); gap: var(--space-48); }
.with-rail.persona-frame.has-aside { grid-template-columns: var(--rail-slim) minmax(0, 1fr) var(--aside); gap: var(--space-48); }
.persona-frame .rail { margin-top: var(--space-8); }
.rail-title { display: inline-flex; align-items: center; gap: var(--space-8); }
.frame-note { margin-bottom: var(--space-24); }
.whose { display: inline-flex; align-items: center; gap: var(--space-8); margin-bottom: var(--space-8); min-height: var(--space-24); color: var(--muted); font-size: var(--text-14); text-decoration: none; }
.whose, .event, .page-head > *, .provenance { min-width: 0; overflow-wrap: anywhere; }
/* What people wrote runs in its own direction, paragraph by paragraph. */
.reader, .quote-words, .reader-title, .entry-title, .evidence-claim { unicode-bidi: plaintext; }
.whose:hover { color: var(--ink); }
.whose .portrait { width: var(--space-24); height: var(--space-24); border-radius: var(--radius-small); }
.part { margin-top: var(--space-48); }
.part-title { font-size: var(--text-20); line-height: var(--leading-snug); }
.part-head { margin-bottom: var(--space-4); }
/* Progress */
.frame-progress:not(:empty) > * { margin-bottom: var(--space-24); }
.run-panel { position: relative; display: flex; flex-direction: column; gap: var(--space-12); padding: var(--space-20) var(--space-24); background: var(--surface); border: var(--hairline) solid var(--line); border-radius: var(--radius); overflow: hidden; }
.run-panel.is-failure { border-inline-start: var(--space-4) solid var(--danger); }
.run-panel.is-quiet { flex-direction: row; align-items: center; justify-content: space-between; gap: var(--space-16); flex-wrap: wrap; }
.run-panel > .progress.is-top { position: absolute; inset: 0 0 auto; height: var(--mark); border-radius: 0; }
.run-title { font-size: var(--text-16); font-family: var(--font-sans); font-weight: var(--weight-strong); letter-spacing: 0; line-height: var(--leading-snug); }
.run-times { min-height: var(--space-20); font-variant-numeric: tabular-nums; }
.run-steps { display: flex; flex-direction: column; }
.run-step { display: grid; grid-template-columns: var(--space-20) auto 1fr; align-items: center; gap: var(--space-8); min-height: var(--space-24); font-size: var(--text-14); line-height: var(--leading-snug); color: var(--muted); }
.run-step.is-running { color: var(--ink); font-weight: var(--weight-medium); }
.run-step.is-done { color: var(--ink); }
.run-step.is-done .step-icon { color: var(--good); }
.run-step.is-stopped, .run-step.is-stopped .step-icon { color: var(--danger); }
.step-icon { display: grid; place-items: center; height: var(--space-20); }
.step-dot { width: var(--space-8); height: var(--space-8); border-radius: var(--pill); border: var(--hairline) solid var(--line-strong); }
.step-dot.is-running { background: var(--accent); border-color: var(--accent); animation: breathe var(--motion-calm) ease-in-out infinite alternate; }
.step-detail { font-size: var(--text-12); font-weight: var(--weight-regular); color: var(--muted); font-variant-numeric: tabular-nums; }
.run-ended { display: flex; align-items: center; gap: var(--space-8); padding: var(--space-12) var(--space-16); border: var(--hairline) solid var(--line); border-inline-start: var(--space-4) solid var(--good); border-radius: var(--radius); background: var(--surface); font-size: var(--text-14); }
.run-ended .icon-small { color: var(--good); }
/* Profile */
.profile-head { display: flex; align-items: center; gap: var(--space-24); margin-bottom: var(--space-40); }
/* The dot before the first fact of each line is cut off. */
.provenance { display: flex; flex-wrap: wrap; align-items: center; margin-top: var(--space-8); margin-inline-start: calc(-1 * var(--space-20)); clip-path: inset(0 0 0 var(--space-20)); color: var(--muted); font-size: var(--text-14); line-height: var(--leading-text); }
.provenance > span::before { content: "·"; display: inline-block; width: var(--space-20); text-align: center; color: var(--line-strong); }
.provenance > span:has(> .tag)::before { content: ""; }
.profile-summary { max-width: var(--reading); margin-bottom: var(--space-20); color: var(--muted); }
.dossier { border-top: var(--hairline) solid var(--line); }
.fact { display: grid; grid-template-columns: var(--tile) minmax(0, 1fr); gap: var(--space-24); padding-block: var(--space-16); border-bottom: var(--hairline) solid var(--line); }
.fact-title { padding-top: var(--space-4); font-family: var(--font-sans); font-size: var(--text-14); font-weight: var(--weight-medium); letter-spacing: 0; color: var(--muted); line-height: var(--leading-text); }
.fact-flow, .fact-lines, .side-claim, .factor-claims { font-family: var(--font-serif); font-size: var(--text-16); line-height: 1.75; max-width: var(--reading); letter-spacing: 0; font-weight: var(--weight-regular); }
.fact-lines > li + li { margin-top: var(--space-8); }
.fact-lines { line-height: var(--leading-text); }
.claim { cursor: pointer; border-radius: var(--radius-small); transition: background-color var(--motion-quick); }
.claim:hover, .claim.is-open { background: var(--evidence-soft); }
.fact-flow::first-letter, .fact-lines > li::first-letter, .factor-claims::first-letter, .side-claim::first-letter, .evidence-claim::first-letter { text-transform: uppercase; }
.claim-end { white-space: nowrap; }
.claim .evidence-mark { margin-inline-start: var(--mark); min-width: var(--space-24); height: var(--space-24); line-height: 1; position: relative; transform: scale(0.84); }
.claim .evidence-mark:hover, .claim.is-open .evidence-mark { background: var(--evidence); color: var(--surface); }
.evidence-mark.is-sample { margin-inline: 0; }
.claim-also { font-family: var(--font-sans); font-size: var(--text-12); color: var(--muted); }
.disputed { margin-inline-start: var(--space-4); font-family: var(--font-sans); font-size: var(--text-12); color: var(--danger); }
.factors { display: flex; flex-direction: column; gap: var(--space-16); }
.factor { display: grid; grid-template-columns: var(--tile) minmax(0, 1fr); gap: var(--space-4) var(--space-16); }
.factor-name { font-size: var(--text-14); }
.factor > dd { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: var(--space-4) var(--space-16); }
.factor-bar { position: relative; height: var(--mark); background: linear-gradient(to right, var(--line) calc(50% - var(--hairline)), var(--line-strong) calc(50% - var(--hairline)), var(--line-strong) calc(50% + var(--hairline)), var(--line) calc(50% + var(--hairline))); border-radius: var(--pill); }
.factor-dot { position: absolute; top: 50%; width: var(--space-12); height: var(--space-12); border-radius: var(--pill); background: var(--accent); transform: translate(-50%, -50%); }
.factor-facts { font-variant-numeric: tabular-nums; white-space: nowrap; }
.factor-claims { grid-column: 1 / -1; font-size: var(--text-14); color: var(--muted); line-height: 1.9; }
/* Contradictions */
.contradictions { margin-bottom: var(--space-40); padding: var(--space-24); border: var(--hairline) solid var(--evidence); border-radius: var(--radius); background: var(--surface); }
.contradiction { margin-top: var(--space-20); padding-top: var(--space-20); border-top: var(--hairline) solid var(--line); }
.contradiction > .row { margin-top: var(--space-16); }
.sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: var(--space-32); }
.side { display: flex; flex-direction: column; align-items: flex-start; gap: var(--space-8); }
.side > .button { margin-top: auto; }
.side > .side-quote:has(+ .button) { margin-bottom: var(--space-8); }
.side-quote > figcaption { margin-top: var(--space-8); line-height: var(--leading-snug); }
.side-claim { font-size: var(--text-20); line-height: var(--leading-snug); }
.side .disputed { display: none; }
.side-quote { font-size: var(--text-14); }
.settled { margin-top: var(--space-12); font-size: var(--text-14); display: flex; flex-direction: column; gap: var(--space-8); }
/* Evidence */
.evidence { padding-inline: var(--space-24) var(--space-8); border-inline-start: var(--hairline) solid var(--line); }
.evidence.is-blank { visibility: hidden; }
.evidence:focus-visible { outline-offset: calc(-1 * var(--mark)); }
.evidence-head { display: flex; align-items: center; justify-content: space-between; min-height: var(--tap); }
.evidence-hint { display: flex; flex-direction: column; gap: var(--space-8); padding-top: var(--space-12); }
.evidence-claim { margin-bottom: var(--space-8); font-size: var(--text-20); line-height: var(--leading-snug); overflow-wrap: anywhere; }
.quotes { display: flex; flex-direction: column; }
.quote { padding-block: var(--space-20); border-bottom: var(--hairline) solid var(--line); }
.quote:last-child { border-bottom: 0; }
.quote-words { font-family: var(--font-serif); font-size: var(--text-14); line-height: var(--leading-text); color: var(--muted); white-space: pre-line; overflow-wrap: anywhere; }
.quote-words mark { color: var(--ink); }
.quote-where { display: flex; flex-direction: column; margin-top: var(--space-12); line-height: var(--leading-snug); gap: var(--space-4); }
.quote-title { font-size: var(--text-14); overflow-wrap: anywhere; }
/* Content */
.content-sheet { margin-top: var(--space-16); padding: var(--space-32); background: var(--surface); border: var(--hairline) solid var(--line); border-radius: var(--radius); overflow-x: auto; }
.content-sheet > div { max-width: var(--reading); display: flex; flex-direction: column; gap: var(--space-12); font-family: var(--font-serif); line-height: var(--leading-text); }
.content-sheet h3 { font-size: var(--text-28); }
.content-sheet h4 { font-size: var(--text-20); margin-top: var(--space-16); }
.content-sheet ul { list-style: disc; padding-inline-start: var(--space-20); }
.content-sheet ol { list-style: decimal; padding-inline-start: var(--space-24); }
.content-sheet li + li { margin-top: var(--space-4); }
.content-sheet blockquote { padding-inline-start: var(--space-16); border-inline-start: var(--mark) solid var(--line-strong); color: var(--muted); }
.profile-foot { margin-top: var(--space-32); padding-top: var(--space-16); border-top: var(--hairline) solid var(--line); }
.profile-foot .provenance { margin-top: 0; font-size: var(--text-12); }
.prov { margin-top: var(--space-12); border-top: var(--hairline) solid var(--line); }
.prov-row { display: grid; grid-template-columns: var(--tile) minmax(0, 1fr); gap: var(--space-16); padding-block: var(--space-8); border-bottom: var(--hairline) solid var(--line); font-size: var(--text-14); }
.prov-row > dt { color: var(--muted); }
.hash { overflow-wrap: anywhere; }
/* Lists: data, versions, runs, events */
.entry { display: flex; align-items: baseline; gap: var(--space-16); padding-block: var(--space-16); color: inherit; text-decoration: none; }
.entry-number { min-width: var(--space-32); color: var(--muted); font-size: var(--text-14); font-variant-numeric: tabular-nums; }
.entry-title { font-family: var(--font-serif); font-size: var(--text-16); line-height: var(--leading-snug); overflow-wrap: anywhere; }
a.entry:hover .entry-title { text-decoration: underline; text-decoration-thickness: var(--hairline); text-underline-offset: 0.2em; }
.entry .provenance { margin-top: var(--space-4); font-size: var(--text-12); }
.entry.is-current { background: var(--accent-soft); box-shadow: 0 0 0 var(--space-8) var(--accent-soft); border-radius: var(--radius-small); }
.more-row { display: flex; justify-content: center; padding-block: var(--space-24); }
.search { display: flex; align-items: center; gap: var(--space-8); margin-bottom: var(--space-16); }
.add-data { margin-bottom: var(--space-32); border: var(--hairline) solid var(--line); border-radius: var(--radius); background: var(--surface); }
.add-data > summary { display: flex; align-items: center; gap: var(--space-8); min-height: var(--tap); padding-inline: var(--space-16); font-weight: var(--weight-medium); font-size: var(--text-14); }
.add-data > .add-data-body { padding: var(--space-8) var(--space-16) var(--space-20); }
.reader { max-width: var(--reading); margin-top: var(--space-24); font-family: var(--font-serif); font-size: var(--text-16); line-height: 1.7; white-space: pre-wrap; overflow-wrap: anywhere; }
.reader-bar { position: sticky; top: var(--bar); z-index: 5; padding-block: var(--space-8); background: var(--paper); border-bottom: var(--hairline) solid var(--line); }
.run-entry { padding-block: var(--space-20); display: flex; flex-direction: column; gap: var(--space-8); }
.run-entry summary { font-size: var(--text-14); color: var(--accent); min-height: var(--space-24); }
.run-entry .run-steps { margin-top: var(--space-8); }
.event { display: flex; justify-content: space-between; gap: var(--space-16); padding-block: var(--space-12); font-size: var(--text-14); }
.event > .tiny { white-space: nowrap; }
.settings-part { display: flex; flex-direction: column; gap: var(--space-12); align-items: flex-start; max-width: var(--narrow); padding-block: var(--space-32); border-bottom: var(--hairline) solid var(--line); }
.page-head + .settings-part { padding-top: 0; }
.settings-part:last-child { border-bottom: 0; }
.settings-part > form { width: 100%; display: flex; flex-direction: column; gap: var(--space-12); align-items: flex-start; }
.settings-part .field { width: 100%; }
.break { overflow-wrap: anywhere; }
.back { margin-bottom: var(--space-8); margin-inline-start: calc(-1 * var(--space-8)); }
.reader-bar > .button.is-quiet { margin-inline-start: calc(-1 * var(--space-12)); }
.reader-title { margin-top: var(--space-24); overflow-wrap: anywhere; }
.reader mark { scroll-margin-block: var(--space-96); }
.entry-stacked { flex-direction: column; gap: var(--space-4); padding: 0; }
.timeline { padding-inline-start: var(--space-24); border-inline-start: var(--hairline) solid var(--line-strong); display: flex; flex-direction: column; gap: var(--space-32); }
.timeline-item { position: relative; display: flex; align-items: flex-start; gap: var(--space-16); }
.timeline-item::before { content: ""; position: absolute; inset-inline-start: calc(-1 * var(--space-24) - var(--space-8) / 2); top: var(--space-8); width: var(--space-8); height: var(--space-8); border-radius: var(--pill); background: var(--paper); border: var(--mark) solid var(--line-strong); }
.timeline-item:first-child::before { background: var(--accent); border-color: var(--accent); }
.timeline-item .entry-title { font-size: var(--text-20); }
.timeline-item .provenance { margin-top: var(--space-4); font-size: var(--text-12); }
.with-rail.persona-frame.has-aside:has(.aside-rest) { grid-template-columns: var(--rail-slim) minmax(0, 1fr); }
.aside-rest { display: none; }
.profile-head h1 { overflow-wrap: anywhere; }
@media (max-width: 60rem) {
  .main:has(> .persona-frame) { padding-top: var(--space-8); }
  .with-rail.persona-frame, .with-rail.persona-frame.has-aside, .with-rail.persona-frame.has-aside:has(.aside-rest) { grid-template-columns: minmax(0, 1fr); gap: var(--space-24); }
  .evidence { display: none; }
  .evidence.is-open { display: block; position: fixed; z-index: 30; inset: auto 0 0; max-height: 62dvh; padding: 0 var(--space-24) var(--space-24); background: var(--surface); border: 0; border-top: var(--hairline) solid var(--line-strong); border-radius: var(--radius) var(--radius) 0 0; overflow-y: auto; }
  .evidence .evidence-head { position: sticky; top: 0; background: var(--surface); z-index: 1; }
  .persona-frame:has(.evidence.is-open) { padding-bottom: 62dvh; }
}
@media (max-width: 40rem) {
  .fact { grid-template-columns: minmax(0, 1fr); gap: var(--space-4); }
  .profile-head { align-items: flex-start; gap: var(--space-16); margin-bottom: var(--space-24); }
  .profile-head .portrait { width: var(--portrait); height: var(--portrait); }
  .sides { grid-template-columns: minmax(0, 1fr); gap: var(--space-24); }
  .contradictions { padding: var(--space-16); }
  .factor { grid-template-columns: minmax(0, 1fr); }
  .factor > dd { grid-template-columns: minmax(0, 1fr); }
  .prov-row { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .content-sheet { padding: var(--space-20) var(--space-16); }
  .profile-head h1 { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
  .rail .icon-small { display: none; }
  .rail .rail-link { padding-inline: var(--space-8); }
  .timeline-item { flex-direction: column; gap: var(--space-4); }
  .entry-files { margin-inline-start: calc(-1 * var(--space-12)); }
  .evidence.is-open { padding-inline: var(--space-16); }
}

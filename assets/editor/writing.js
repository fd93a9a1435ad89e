/* CodeMirror, set up for the Markdown of a persona: in a shadow root, so that its styles come as objects and the content policy lets
   them pass. Colours, sizes and fonts are the page's tokens, which custom properties carry into the root.
   Tab moves on to what stands next, as everywhere; Ctrl+] and Ctrl+[ indent. */
import { ChangeSet, EditorSelection, EditorState, Prec, RangeSet, StateEffect, StateField, Annotation, Compartment } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, dropCursor, gutter, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, redo, undo } from "@codemirror/commands";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, LanguageSupport, ensureSyntaxTree, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const fromOutside = Annotation.define();
const problemsSet = StateEffect.define();

class ProblemMarker extends GutterMarker {
  constructor(sentence) { super(); this.sentence = sentence; }
  eq(other) { return other.sentence === this.sentence; }
  toDOM() {
    const mark = document.createElement("span");
    mark.className = "cm-problem-mark";
    mark.textContent = "!";
    mark.title = this.sentence;
    return mark;
  }
}

/* Where the problems are; they move with the text until the server has looked again. */
const problemMarks = StateField.define({
  create: () => RangeSet.empty,
  update(marks, change) {
    let now = marks.map(change.changes);
    for (const effect of change.effects) if (effect.is(problemsSet)) {
      const lines = effect.value.filter((one) => one.line >= 1 && one.line <= change.state.doc.lines);
      now = RangeSet.of(lines.map((one) => new ProblemMarker(one.sentence).range(change.state.doc.line(one.line).from)), true);
    }
    return now;
  },
  provide: (field) => [
    gutter({ class: "cm-problems", markers: (view) => view.state.field(field) }),
    EditorView.decorations.compute([field], (state) => {
      const found = [];
      state.field(field).between(0, state.doc.length, (from) => { found.push(from); });
      return Decoration.set([...new Set(found.map((at) => state.doc.lineAt(at).from))].map((at) => problemLine.range(at)), true);
    }),
  ],
});
const problemLine = Decoration.line({ class: "cm-problem-line" });

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "transparent", fontSize: "var(--text-16)" },
  "&.cm-focused": { outline: "var(--hairline) solid var(--accent)", outlineOffset: "calc(-1 * var(--hairline))" },
  ".cm-scroller": { fontFamily: "var(--font-sans)", lineHeight: "var(--leading-text)", overflow: "auto" },
  ".cm-content": { padding: "var(--space-20) 0 var(--space-64)", caretColor: "var(--accent)", unicodeBidi: "plaintext" },
  ".cm-line": { padding: "0 var(--space-20) 0 var(--space-4)", unicodeBidi: "plaintext", textAlign: "start" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--sunken)" },
  "& ::selection": { backgroundColor: "var(--accent-soft)" },
  ".cm-gutters": { backgroundColor: "transparent", border: "0", color: "var(--muted)", fontSize: "var(--text-12)", fontFamily: "var(--font-sans)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "var(--space-32)", padding: "0 var(--space-8) 0 var(--space-8)", fontVariantNumeric: "tabular-nums", lineHeight: "calc(var(--text-16) * var(--leading-text))" },
  ".cm-problems": { width: "var(--space-20)", marginInlineStart: "var(--space-4)" },
  ".cm-problem-mark": { display: "inline-grid", placeItems: "center", width: "var(--space-16)", height: "var(--space-16)", marginTop: "var(--space-4)", borderRadius: "var(--pill)", backgroundColor: "var(--danger)", color: "var(--surface)", fontWeight: "var(--weight-strong)", lineHeight: "1" },
  ".cm-problem-line": { backgroundColor: "var(--danger-soft)", textDecoration: "underline wavy var(--danger) var(--hairline)", textUnderlineOffset: "0.3em" },
  ".cm-selectionMatch": { backgroundColor: "var(--evidence-soft)" },
  ".cm-searchMatch": { backgroundColor: "var(--evidence-soft)", outline: "var(--hairline) solid var(--evidence)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--evidence)", color: "var(--surface)" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)" },
  ".cm-panels-top": { borderBottom: "var(--hairline) solid var(--line)" },
  ".cm-panel.cm-search": { display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto auto auto", alignItems: "center", gap: "var(--space-8)", padding: "var(--space-8) var(--space-48) var(--space-8) var(--space-12)", fontFamily: "var(--font-sans)", fontSize: "var(--text-14)" },
  ".cm-panel.cm-search label": { display: "inline-flex", alignItems: "center", gap: "var(--space-4)", fontSize: "var(--text-14)", minHeight: "var(--space-32)" },
  ".cm-panel.cm-search input[type=checkbox]": { margin: "0", accentColor: "var(--accent)", width: "var(--space-16)", height: "var(--space-16)" },
  ".cm-panel.cm-search [name=close]": { position: "absolute", top: "var(--space-8)", right: "var(--space-8)", width: "var(--space-32)", height: "var(--space-32)", fontSize: "var(--text-20)", color: "var(--muted)", cursor: "pointer", borderRadius: "var(--radius-small)" },
  ".cm-textfield": { margin: "0", padding: "0 var(--space-12)", height: "var(--space-32)", minWidth: "0", font: "inherit", color: "var(--ink)", backgroundColor: "var(--surface)", border: "var(--hairline) solid var(--line-strong)", borderRadius: "var(--radius-small)" },
  ".cm-panel.cm-search br": { display: "none" },
  ".cm-panel.cm-search label:has([name=word]), .cm-button[name=replaceAll]": { gridColumn: "span 2" },
  ".cm-button": { margin: "0", padding: "0 var(--space-12)", height: "var(--space-32)", font: "inherit", color: "var(--ink)", backgroundColor: "var(--surface)", backgroundImage: "none", border: "var(--hairline) solid var(--line-strong)", borderRadius: "var(--radius-small)", cursor: "pointer" },
  ".cm-button:active": { backgroundImage: "none", backgroundColor: "var(--sunken)" },
  ".cm-textfield:focus-visible, .cm-button:focus-visible, .cm-panel.cm-search [name=close]:focus-visible": { outline: "var(--mark) solid var(--accent)", outlineOffset: "var(--hairline)" },
  ".cm-announced": { position: "fixed", clipPath: "inset(50%)" },
  "@media (max-width: 40rem)": {
    ".cm-lineNumbers": { display: "none !important" },
    ".cm-line": { padding: "0 var(--space-16) 0 var(--space-8)" },
    ".cm-panel.cm-search": { gridTemplateColumns: "minmax(0, 1fr) auto auto" },
    ".cm-button[name=select], .cm-panel.cm-search label:has([name=re])": { display: "none" },
    ".cm-panel.cm-search label:has([name=word])": { gridColumn: "span 2" },
    ".cm-button[name=replaceAll]": { gridColumn: "span 1" },
  },
});

const look = HighlightStyle.define([
  { tag: tags.heading1, fontFamily: "var(--font-serif)", fontSize: "var(--text-20)", fontWeight: "var(--weight-strong)" },
  { tag: tags.heading, fontFamily: "var(--font-serif)", fontWeight: "var(--weight-strong)" },
  { tag: tags.strong, fontWeight: "var(--weight-strong)" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: tags.quote, color: "var(--muted)" },
  { tag: tags.monospace, fontFamily: "var(--font-mono)", fontSize: "var(--text-14)" },
  { tag: [tags.link, tags.url], color: "var(--accent)" },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName], color: "var(--muted)" },
]);

/* Typing over what is chosen: left to itself, the browser keeps the look of what was there by a style attribute, which the content policy
   stops and tells. Input methods that compose are left alone. */
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || !event.data || event.isComposing || view.composing || view.state.readOnly) return false;
    if (view.state.selection.ranges.every((range) => range.empty)) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

const words = EditorState.phrases.of({
  next: "Next", previous: "Previous", all: "Select all", "match case": "Match case", regexp: "Pattern", "by word": "Whole words",
  replace: "Replace", "replace all": "Replace all", close: "Close",
});

/* The one stretch in which two texts differ. */
export function difference(before, after) {
  let from = 0;
  const most = Math.min(before.length, after.length);
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let tail = 0;
  while (tail < most - from && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/* Puts a mark around what is chosen, or takes it away where it stands already. */
function around(mark) {
  const length = mark.length;
  return (view) => {
    const change = view.state.changeByRange(({ from, to }) => {
      const isThere = view.state.sliceDoc(from - length, from) === mark && view.state.sliceDoc(to, to + length) === mark;
      const changes = isThere
        ? [{ from: from - length, to: from }, { from: to, to: to + length }]
        : [{ from, insert: mark }, { from: to, insert: mark }];
      const by = isThere ? -length : length;
      return { changes, range: EditorSelection.range(from + by, to + by) };
    });
    view.dispatch(view.state.update(change, { userEvent: "input", scrollIntoView: true }));
    view.focus();
    return true;
  };
}

/* Puts a mark before each chosen line, or takes it away where all have it. */
function before(mark, pattern) {
  return (view) => {
    const { state } = view;
    const first = state.doc.lineAt(state.selection.main.from).number;
    const last = state.doc.lineAt(state.selection.main.to).number;
    const lines = [];
    for (let number = first; number <= last; number++) lines.push(state.doc.line(number));
    const isThere = lines.every((line) => pattern.test(line.text) && line.text.match(pattern)[0] === mark);
    const changes = lines.map((line) => {
      const old = line.text.match(pattern);
      return { from: line.from, to: line.from + (old ? old[0].length : 0), insert: isThere ? "" : mark };
    });
    view.dispatch({ changes, userEvent: "input", scrollIntoView: true });
    view.focus();
    return true;
  };
}

function link(view) {
  const { from, to } = view.state.selection.main;
  const words = view.state.sliceDoc(from, to) || "words";
  const insert = `[${words}](https://)`;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length - 1 }, userEvent: "input", scrollIntoView: true });
  view.focus();
  return true;
}

export const COMMANDS = {
  bold: around("**"),
  italic: around("*"),
  heading: before("## ", /^#{1,6} /),
  list: before("- ", /^(?:[-*+] |\d+[.)] )/),
  quote: before("> ", /^> ?/),
  link,
  undo: (view) => { undo(view); view.focus(); },
  redo: (view) => { redo(view); view.focus(); },
  find: (view) => { openSearchPanel(view); },
};

const own = Prec.high(keymap.of([
  { key: "Mod-b", run: COMMANDS.bold },
  { key: "Mod-i", run: COMMANDS.italic },
  { key: "Mod-k", run: COMMANDS.link },
  ...markdownKeymap,
]));

export class Writing {
  /* `onChange(changes)` is called for what the person changes, `onMove()` when the cursor moves. */
  constructor(host, { label, onChange, onMove }) {
    const root = host.shadowRoot || host.attachShadow({ mode: "open" });
    root.replaceChildren();
    this.frozen = new Compartment();
    const listen = EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside))) onChange(update.changes);
      if (update.selectionSet || update.docChanged) onMove();
    });
    this.extensions = [
      own, history(), search({ top: true }), keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      new LanguageSupport(markdownLanguage), syntaxHighlighting(look), problemMarks, lineNumbers(), highlightActiveLine(), highlightSelectionMatches(), dropCursor(),
      EditorView.lineWrapping, theme, words, typedOver, listen,
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "true", autocapitalize: "sentences", autocorrect: "on" }),
      this.frozen.of([]),
    ];
    this.view = new EditorView({ state: EditorState.create({ extensions: this.extensions }), parent: root, root });
  }

  get text() { return this.view.state.doc.toString(); }

  /* Another text, of which nothing before can be undone. */
  begin(text) {
    const frozen = this.frozen.get(this.view.state);
    this.view.setState(EditorState.create({ doc: text, extensions: this.extensions }));
    this.view.dispatch({ effects: this.frozen.reconfigure(frozen) });
  }

  /* The text becomes this one, the cursor stays with its words, and it can be undone. */
  become(text) {
    if (text !== this.text) this.view.dispatch({ changes: difference(this.text, text), annotations: fromOutside.of(true) });
  }

  /* What became of `sent` elsewhere is put beneath what was typed since (`typed`, a change of `sent`, or null). */
  join(sent, joined, typed) {
    const there = ChangeSet.of(difference(sent, joined), sent.length);
    this.view.dispatch({ changes: typed ? there.map(typed, true) : there, annotations: fromOutside.of(true) });
  }

  mark(problems) { this.view.dispatch({ effects: problemsSet.of(problems) }); }

  freeze(isFrozen) {
    this.view.dispatch({ effects: this.frozen.reconfigure(isFrozen ? EditorState.readOnly.of(true) : []) });
  }

  headings() {
    const { state } = this.view;
    const found = [];
    (ensureSyntaxTree(state, state.doc.length, 50) || syntaxTree(state)).iterate({
      enter(node) {
        const level = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name);
        if (!level) return;
        const words = state.sliceDoc(node.from, node.to).split("\n")[0].replace(/^\s*#{1,6}\s*|\s*#*\s*$/g, "");
        found.push({ level: Number(level[1]), words, at: node.from });
      },
    });
    return found;
  }

  get cursor() { return this.view.state.selection.main.head; }

  goTo(at) {
    const place = Math.min(at, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: "start", yMargin: 24 }) });
    this.view.focus();
  }

  goToLine(number) { this.goTo(this.view.state.doc.line(Math.max(1, Math.min(number, this.view.state.doc.lines))).from); }

  run(name) { COMMANDS[name](this.view); }

  focus() { this.view.focus(); }

  measure() { this.view.requestMeasure(); }

  end() { this.view.destroy(); }
}

/* What the editor knows and does, without how it looks: the text and the version it was written upon, its draft, its preview, saving,
   and the choices where somebody else changed the same. editor.jsx shows it. Nothing here waits for the server while somebody types. */
import { preview, readContent, saveContent } from "./asking.js";
import { Draft } from "./keeping.js";
import { begun, chosen, isDecided } from "./choosing.js";

const LOOK_AFTER = 150;
const KEEP_AFTER = 250;
const PREVIEW_AFTER = 300;
const NOBODY = "The server cannot be reached. What you wrote is kept in this browser: try again in a moment.";
const SIGNED_OUT = "You are not logged in any more, so nothing was saved. What you wrote is kept in this browser.";

export const START = {
  status: "loading", isArchived: false, limits: { bytes: 50000, summary: 200, perToken: 3, perWord: 1.4 },
  base: 0, saved: { number: 0, content: "" }, newest: 0, isChanged: false, draftAt: null, isBack: false, isKept: true,
  counts: { words: 0, bytes: 0, tokens: 0 }, headings: [], here: -1, html: "", isStale: false, problems: [], isInstruction: true,
  isSaving: false, note: null, overlap: null,
};

export class Desk {
  constructor(id, onSaved) {
    Object.assign(this, { id, onSaved, state: START, listeners: new Set(), timers: {}, writing: null, since: null, isSending: false });
    this.draft = new Draft(id, (draft) => this.draftElsewhere(draft));
  }

  subscribe = (listener) => { this.listeners.add(listener); return () => this.listeners.delete(listener); };
  snapshot = () => this.state;
  set(change) { this.state = { ...this.state, ...change }; this.listeners.forEach((listener) => listener()); }
  later(name, after, work) { clearTimeout(this.timers[name]); this.timers[name] = setTimeout(work, after); }

  /* ---- The text ---- */

  async open(writing) {
    this.writing = writing;
    this.hide = () => { if (document.hidden) this.keepNow(); };
    window.addEventListener("pagehide", this.keepNow);
    document.addEventListener("visibilitychange", this.hide);
    writing.freeze(true); /* until the text is there */
    await this.read();
  }

  async read() {
    const before = this.writing.text;
    const { status, data } = await readContent(this.id);
    if (this.isEnded) return false;
    if (status !== 200) { this.set({ status: this.state.status === "here" ? "here" : "failed", note: this.told(status, data) }); return false; }
    if (this.state.status === "here" && this.writing.text !== before) return false; /* somebody typed meanwhile: their words stand */
    const limits = { bytes: data.most_bytes, summary: data.most_summary, perToken: data.bytes_per_token, perWord: data.tokens_per_word };
    const draft = data.is_archived ? null : this.draft.read();
    const isBack = Boolean(draft && (draft.text !== data.content || draft.overlap));
    const base = isBack ? Math.min(draft.base, data.number) : data.number;
    this.writing.begin(isBack ? draft.text : data.content);
    this.writing.freeze(data.is_archived);
    if (draft && !isBack) this.draft.forget();
    this.set({
      status: "here", isArchived: data.is_archived, limits, base, saved: { number: data.number, content: data.content }, newest: data.number,
      isChanged: isBack, isBack, draftAt: isBack ? draft.at : null, overlap: isBack ? draft.overlap || null : null, note: null,
    });
    this.look();
    this.show();
    return true;
  }

  typed(changes) {
    if (this.isSending) this.since = this.since ? this.since.compose(changes) : changes;
    if (!this.state.isChanged) this.set({ isChanged: true });
    if (this.state.note && this.state.note.kind === "done") this.set({ note: null });
    this.later("look", LOOK_AFTER, () => this.look());
    this.later("keep", KEEP_AFTER, this.keepNow);
    this.later("show", PREVIEW_AFTER, () => this.show());
  }

  movedTo() {
    this.later("here", 80, () => {
      const here = this.state.headings.findLastIndex((one) => one.at <= this.writing.cursor);
      if (here !== this.state.here) this.set({ here });
    });
  }

  look() {
    const text = this.writing.text;
    const { limits, saved } = this.state;
    const pieces = text.split(/\s+/).filter(Boolean);
    const words = pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length; /* a mark of Markdown is no word, but it is a token */
    const bytes = new TextEncoder().encode(text).length;
    const tokens = Math.ceil(Math.max(bytes / limits.perToken, pieces.length * limits.perWord));
    this.set({ counts: { words, bytes, tokens }, headings: this.writing.headings(), isChanged: text !== saved.content || this.state.base !== saved.number });
    this.movedTo();
  }

  async show() {
    if (this.asked) this.asked.abort();
    this.asked = new AbortController();
    const text = this.writing.text;
    if (new TextEncoder().encode(text).length > 3 * this.state.limits.bytes) {
      this.set({ isStale: true, problems: [{ line: 0, sentence: "This is far longer than what can be kept, so there is no preview of it." }] });
      return;
    }
    const { status, data } = await preview(text, this.asked.signal);
    if (status === -1 || this.isEnded) return;
    if (status !== 200) { this.set({ isStale: true }); return; }
    const problems = text.trim() ? data.problems : [];
    this.set({ html: data.html, isStale: false, problems, isInstruction: data.is_instruction || !text.trim() });
    if (text === this.writing.text) this.writing.mark(problems);
  }

  /* ---- The draft ---- */

  keepNow = () => {
    clearTimeout(this.timers.keep);
    if (!this.writing || this.state.status !== "here" || this.state.isArchived) return;
    const { saved, base, overlap } = this.state;
    const text = this.writing.text;
    if (text === saved.content && base === saved.number && !overlap) {
      this.draft.forget();
      this.set({ draftAt: null, isBack: false, isKept: true });
    } else if (this.state.isChanged) {
      const isKept = this.draft.write({ base, text, overlap });
      this.set({ isKept, draftAt: isKept ? new Date().toISOString() : this.state.draftAt });
    }
  };

  draftElsewhere(draft) {
    if (this.state.status !== "here" || this.state.isArchived || this.isSending) return;
    if (draft === null) { if (this.state.isChanged) this.read(); return; }
    this.writing.become(draft.text);
    this.set({ base: draft.base, isChanged: true, draftAt: draft.at, overlap: draft.overlap || null });
    this.look();
    this.later("show", PREVIEW_AFTER, () => this.show());
  }

  async throwAway() {
    const thrown = this.writing.text;
    const { base } = this.state;
    this.draft.forget();
    await this.read();
    if (this.state.status !== "here") return;
    this.set({ note: { kind: "done", words: "The draft is gone; this is the newest version.", undo: { text: thrown, base } } });
  }

  takeBack({ text, base }) {
    this.writing.become(text);
    this.set({ base, isChanged: true, note: null });
    this.keepNow();
    this.look();
    this.show();
    this.writing.focus();
  }

  /* ---- Others ---- */

  /* The page was told of versions up to this number, and whether the persona is archived. */
  toldOf(newest, isArchived) {
    if (this.state.status !== "here" || this.isSending) return;
    if (isArchived !== this.state.isArchived) { this.keepNow(); this.read(); return; }
    if (newest <= this.state.newest) return;
    this.set({ newest });
    if (!this.state.isChanged) this.read().then((isRead) => isRead && this.set({ note: { kind: "done", words: `Version ${this.state.saved.number} has come; this is it.` } }));
  }

  /* ---- Saving ---- */

  async save(summary) {
    const { status, isArchived, isChanged, overlap } = this.state;
    if (status !== "here" || isArchived || this.isSending || overlap) return false;
    if (!isChanged) { this.set({ note: { kind: "done", words: "There is nothing to save: this is the newest version as it is." } }); return false; }
    const sent = this.writing.text;
    this.isSending = true;
    this.since = null;
    this.keepNow();
    this.set({ isSaving: true, note: null });
    const { status: answered, data } = await saveContent(this.id, { base: this.state.base, content: sent, summary });
    this.isSending = false;
    if (this.isEnded) return false;
    this.set({ isSaving: false });
    if (answered === 201) { this.done(sent, data); return true; }
    this.failed(answered, data);
    return false;
  }

  done(sent, { number, content }) {
    const isJoined = content !== sent;
    if (isJoined) this.writing.join(sent, content, this.since);
    const before = this.state.base;
    this.set({ saved: { number, content }, base: number, newest: number, isBack: false, isChanged: Boolean(this.since), problems: [] });
    this.keepNow();
    this.look();
    this.show();
    this.set({ note: { kind: "done", words: savedWords({ number, before, isJoined }), compare: number > 1 ? { before: isJoined ? number - 1 : before, after: number } : null } });
    this.onSaved();
  }

  failed(status, data) {
    if (data.code === "edits_overlap") {
      this.set({ overlap: begun(data), newest: Math.max(this.state.newest, data.number), note: null });
      this.keepNow();
      return;
    }
    if (data.problems) { this.set({ problems: data.problems }); this.writing.mark(data.problems); }
    this.set({ note: this.told(status, data) });
  }

  told(status, data) {
    if (status === 401) return { kind: "failure", words: SIGNED_OUT, isSignedOut: true };
    return { kind: "failure", words: data.detail || NOBODY };
  }

  /* ---- Where both changed the same ---- */

  choose(index, change) {
    const { overlap } = this.state;
    const parts = overlap.parts.map((part, at) => (at === index ? { ...part, ...change } : part));
    this.set({ overlap: { ...overlap, parts } });
    this.later("keep", KEEP_AFTER, this.keepNow);
  }

  /* The text with the choices in it, written upon the version that has the other words. */
  settle() {
    const { overlap } = this.state;
    if (!isDecided(overlap)) return false;
    this.writing.become(chosen(overlap));
    this.set({ base: overlap.number, overlap: null, isChanged: true });
    this.keepNow();
    this.look();
    this.show();
    return true;
  }

  async saveChosen(summary) { return this.settle() && this.save(summary); }

  leaveChoices() {
    this.set({ overlap: null });
    this.keepNow();
  }

  end() {
    this.keepNow();
    this.isEnded = true;
    Object.values(this.timers).forEach(clearTimeout);
    window.removeEventListener("pagehide", this.keepNow);
    document.removeEventListener("visibilitychange", this.hide);
    this.draft.end();
    if (this.writing) this.writing.end();
  }
}

function savedWords({ number, before, isJoined }) {
  if (number === before) return `Nothing differs from version ${number}, so there is no new version.`;
  if (!isJoined) return `Saved as version ${number}.`;
  return `Saved as version ${number}. Version ${number - 1} had changed other sentences: both are in it.`;
}

/* The draft of a content: one per persona and account, in this browser, over reloads, crashes and the end of a session.
   assets/js/drafts.js says whose it is, and forgets it when its owner logs out or another one logs in. */
const drafts = () => window.personaDrafts;
const nameOf = (id) => `content of ${id}`;

function parsed(text) {
  try {
    const draft = JSON.parse(text);
    return draft && typeof draft.text === "string" && Number.isInteger(draft.base) ? draft : null;
  } catch { return null; }
}

export class Draft {
  /* `onElsewhere(draft or null)`: another tab went on with it, or has done away with it. */
  constructor(id, onElsewhere) {
    this.name = nameOf(id);
    this.isKept = true;
    this.listen = (event) => { if (drafts() && event.key === drafts().keyOfKept(this.name)) onElsewhere(parsed(event.newValue)); };
    window.addEventListener("storage", this.listen);
  }

  read() { return drafts() ? parsed(drafts().readKept(this.name)) : null; }

  /* Is it kept? Where storage is full or forbidden, the page alone holds it. */
  write(draft) { return Boolean(drafts() && drafts().writeKept(this.name, JSON.stringify({ ...draft, at: new Date().toISOString() }))); }

  forget() { if (drafts()) drafts().writeKept(this.name, null); }

  end() { window.removeEventListener("storage", this.listen); }
}

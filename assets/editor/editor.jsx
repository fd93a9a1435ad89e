/* The editor of a persona's content as it looks. What it does is in desk.js, CodeMirror in writing.js. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Link } from "react-router";
import { Bold, Heading2, Italic, Link2, List, Maximize2, Minimize2, Quote, Redo2, Search, Undo2 } from "lucide-react";
import { Desk, START } from "./desk.js";
import { Writing } from "./writing.js";
import { coverAll } from "./fullscreen.js";
import { Overlaps } from "./overlaps.jsx";
import { Counts, Outline, Preview, Problems } from "./panes.jsx";

const NARROW = "(max-width: 60rem)";
const isMac = () => /Mac|iP(?:hone|ad)/.test(navigator.platform);
const TOOLS = [
  ["bold", "Bold", "B", Bold], ["italic", "Italic", "I", Italic], ["heading", "Heading", "", Heading2], ["list", "List", "", List],
  ["quote", "Quote", "", Quote], ["link", "Link", "K", Link2], null, ["undo", "Undo", "Z", Undo2], ["redo", "Redo", "Y", Redo2], null,
  ["find", "Find and replace", "F", Search],
];

function useNarrow() {
  const [isNarrow, set] = useState(false);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const tell = () => set(query.matches);
    tell();
    query.addEventListener("change", tell);
    return () => query.removeEventListener("change", tell);
  }, []);
  return isNarrow;
}

function useDesk(personaId, newest, isArchived, onSaved) {
  const saved = useRef(onSaved);
  saved.current = onSaved;
  const host = useRef(null);
  const [desk, setDesk] = useState(null);
  useEffect(() => {
    const made = new Desk(personaId, () => saved.current && saved.current());
    made.open(new Writing(host.current, { label: "Content, in Markdown", onChange: (changes) => made.typed(changes), onMove: () => made.movedTo() }));
    setDesk(made);
    return () => { made.end(); setDesk(null); };
  }, [personaId]);
  const nothing = useCallback(() => () => {}, []);
  const state = useSyncExternalStore(desk ? desk.subscribe : nothing, desk ? desk.snapshot : () => START, () => START);
  useEffect(() => { if (desk && state.status === "here") desk.toldOf(newest, isArchived); }, [desk, newest, isArchived, state.status]);
  return { desk, state, host };
}

function Bar({ desk, isReadOnly, view, setView, isNarrow, isFull, setFull, headings }) {
  const views = [...(isNarrow ? [["write", "Write"]] : []), ["preview", "Preview"], ["outline", headings.length ? `Outline ${headings.length}` : "Outline"]];
  const shown = !isNarrow && view === "write" ? "preview" : view;
  const key = isMac() ? "⌘" : "Ctrl+";
  return (
    <div className="editor-bar">
      <div className="editor-tools" role="group" aria-label="Tools" hidden={isNarrow && view !== "write"}>
        {TOOLS.filter((tool) => !isReadOnly || !tool || tool[0] === "find").map((tool, at) => (tool === null ? <span key={at} className="editor-gap" /> : (
          <button key={tool[0]} type="button" className="icon-button editor-tool" aria-label={tool[1]} title={tool[2] ? `${tool[1]} (${key}${tool[2]})` : tool[1]}
            onMouseDown={(event) => event.preventDefault()} onClick={() => desk.writing.run(tool[0])}>
            {((Icon) => <Icon className="icon-small" aria-hidden="true" />)(tool[3])}
          </button>
        )))}
      </div>
      <div className="editor-views" role="group" aria-label="Show">
        {views.map(([name, label]) => (
          <button key={name} type="button" className="editor-view" aria-pressed={shown === name} onClick={() => setView(name)}>{label}</button>
        ))}
      </div>
      <button type="button" className="icon-button editor-tool" aria-pressed={isFull} aria-label="Full screen" title={isFull ? "Leave full screen (Esc)" : "Full screen"} onClick={() => setFull(!isFull)}>
        {isFull ? <Minimize2 className="icon-small" aria-hidden="true" /> : <Maximize2 className="icon-small" aria-hidden="true" />}
      </button>
    </div>
  );
}

function Time({ at }) { return <time dateTime={at} className="time" data-time="" suppressHydrationWarning>{at}</time>; }

function compareTo(id, { before, after }) { return `/studio/${id}/versions?number=${after}${before ? `&since=${before}` : ""}`; }

function Notes({ id, state, desk }) {
  const { isBack, draftAt, base, isKept, note, status } = state;
  return (
    <div className="editor-notes">
      <div aria-live="polite">
        {isBack && draftAt && (
          <div className="notice is-evidence editor-note"><span>Draft from <Time at={draftAt} />, written upon {base ? `version ${base}` : "nothing"} and not saved.</span>
            <button type="button" className="button is-plain is-small" onClick={() => desk.throwAway()}>Throw the draft away</button></div>
        )}
        {!isKept && <div className="notice is-plain editor-note">This browser does not keep drafts (its storage is full or off): save before you leave this page.</div>}
      </div>
      {status === "failed" && <Note id={id} note={note} desk={desk} />}
    </div>
  );
}

/* Somebody else saved: told below the text, so that nothing moves under the hands that write. */
function Newer({ id, state }) {
  const { base, newest, isChanged, overlap } = state;
  return (
    <div aria-live="polite">
      {isChanged && newest > base && !overlap && (
        <div className="notice is-plain editor-note"><span>Version {newest} has come since. Saving joins it with what you wrote.</span>
          <Link className="button is-quiet is-small" to={compareTo(id, { before: base, after: newest })}>See what it changed</Link></div>
      )}
    </div>
  );
}

/* What came of the last thing that was done, beside the button that did it. */
function Note({ id, note, desk }) {
  return (
    <>
      <div aria-live="polite">
        {note && note.kind === "done" && (
          <div className="notice is-good editor-note"><span>{note.words}</span>
            {note.compare && <Link className="button is-quiet is-small" to={compareTo(id, note.compare)}>See what changed</Link>}
            {note.undo && <button type="button" className="button is-plain is-small" onClick={() => desk.takeBack(note.undo)}>Take it back</button>}</div>
        )}
      </div>
      {note && note.kind === "failure" && (
        <div className="notice is-failure editor-note" role="alert"><span>{note.words}</span>
          {note.isSignedOut && <a className="button is-plain is-small" href={`/login?next=${encodeURIComponent(location.pathname)}`}>Log in</a>}</div>
      )}
    </>
  );
}

function Saving({ id, state, desk, summary, setSummary, onSave }) {
  const { saved, isSaving, isChanged, problems, limits, draftAt } = state;
  const next = Math.max(saved.number, state.newest) + 1;
  return (
    <form className="editor-save" onSubmit={(event) => { event.preventDefault(); onSave(); }}>
      <div className="editor-said"><Newer id={id} state={state} /><Note id={id} note={state.note} desk={desk} /></div>
      <input className="input editor-summary" aria-label="What you changed (optional)" placeholder="What you changed (optional)" maxLength={limits.summary} value={summary} onChange={(event) => setSummary(event.target.value)} autoComplete="off" />
      <button type="submit" className="button is-primary" disabled={isSaving || !isChanged || !state.counts.words || problems.length > 0} title={isMac() ? "⌘S" : "Ctrl+S"}>{isSaving ? "Saving …" : `Save as version ${next}`}</button>
      <p className="editor-draft tiny muted">
        {isChanged ? (draftAt ? <>Draft kept in this browser <Time at={draftAt} />. It becomes a version when you save.</> : "Not saved yet.") : saved.number ? `Version ${saved.number}, as it is.` : "Nothing is written yet."}
        {isChanged && !state.isBack && draftAt && <> <button type="button" className="link-button" onClick={() => desk.throwAway()}>Throw it away</button></>}
      </p>
    </form>
  );
}

export function ContentEditor({ personaId, newest, isArchived, onSaved }) {
  const { desk, state, host } = useDesk(personaId, newest, isArchived, onSaved);
  const [view, setView] = useState("write");
  const [isFull, setFull] = useState(false);
  const [summary, setSummary] = useState("");
  const frame = useRef(null);
  const isNarrow = useNarrow();
  const isReadOnly = state.isArchived || state.isSaving;
  const side = view === "outline" ? "outline" : "preview";

  useEffect(() => (isFull ? coverAll(frame.current) : undefined), [isFull]);
  useEffect(() => { if (desk) desk.writing.measure(); }, [desk, view, isFull, isNarrow, state.overlap]);

  const save = async () => { if (desk && (await desk.save(summary))) setSummary(""); };
  const pressed = (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") { event.preventDefault(); save(); }
    if (event.key === "Escape" && isFull && !event.defaultPrevented) { event.preventDefault(); setFull(false); }
  };
  const goTo = (at) => { setView("write"); requestAnimationFrame(() => desk.writing.goTo(at)); };
  const goToLine = (line) => { setView("write"); requestAnimationFrame(() => desk.writing.goToLine(line)); };
  const isWritingShown = !state.overlap && !(isNarrow && view !== "write");
  const isSideShown = !state.overlap && !(isNarrow && view === "write");

  return (
    <section className="editor" data-is-full={isFull ? "" : undefined} aria-label="Editor" ref={frame} onKeyDown={pressed} aria-busy={state.status === "loading"}>
      <Notes id={personaId} state={state} desk={desk} />
      {state.overlap && <Overlaps overlap={state.overlap} desk={desk} summary={summary} onDone={() => setSummary("")} onLeave={() => requestAnimationFrame(() => desk.writing.focus())} />}
      <div className="editor-desk" hidden={Boolean(state.overlap) || state.status === "failed"}>
        <Bar desk={desk} isReadOnly={state.isArchived} view={view} setView={setView} isNarrow={isNarrow} isFull={isFull} setFull={setFull} headings={state.headings} />
        <div className="editor-panes">
          <div className="editor-writing" hidden={!isWritingShown}>
            <div ref={host} className="editor-host" />
            {state.status === "loading" && <div className="editor-wait stack" role="status" aria-label="Loading"><span className="bone is-title" /><span className="bone" /><span className="bone" /><span className="bone is-half" /></div>}
          </div>
          <div className="editor-side" hidden={!isSideShown} role="region" aria-label={side === "preview" ? "Preview" : "Outline"} tabIndex={0}>
            <h2 className="visually-hidden">{side === "preview" ? "Preview" : "Outline"}</h2>
            {side === "preview" ? <Preview html={state.html} here={state.here} isStale={state.isStale} isEmpty={!state.counts.words} /> : <Outline headings={state.headings} here={state.here} onGo={goTo} />}
          </div>
        </div>
        <Problems problems={state.problems} onGo={goToLine} />
        <div className="editor-foot">
          <Counts counts={state.counts} limits={state.limits} isInstruction={state.isInstruction} />
          {!isReadOnly && <p className="editor-help tiny muted">Tab leaves the text, Ctrl+] indents, {isFull ? "Esc leaves full screen" : "Ctrl+F finds"}.</p>}
        </div>
        {state.isArchived
          ? <p className="notice is-plain" role="note">This persona is archived: you can read and copy its content. Restore it to write on.</p>
          : state.status === "here" && <Saving id={personaId} state={state} desk={desk} summary={summary} setSummary={setSummary} onSave={save} />}
      </div>
    </section>
  );
}

/* What stands beside and below the text: preview, outline, problems, counts. */
import { useEffect, useRef } from "react";

const number = new Intl.NumberFormat("en");

/* The preview shows the section in which the cursor stands. The HTML is the server's, sanitised by what sanitises at save. */
export function Preview({ html, here, isStale, isEmpty }) {
  const sheet = useRef(null);
  const shown = useRef(-1);
  useEffect(() => {
    if (here === shown.current || !sheet.current) return;
    const pane = sheet.current.closest(".editor-side");
    const target = sheet.current.querySelectorAll("h1, h2, h3, h4")[here];
    if (here >= 0 && !target) return; /* its preview is on the way */
    shown.current = here;
    pane.scrollTop = target ? target.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop - 24 : 0;
  }, [here, html]);
  return (
    <>
      {isStale && <p className="notice is-plain" role="note">The preview is not up to date: the server could not make one. It comes back as you type.</p>}
      {isEmpty ? <p className="muted small">What you write shows here as readers see it.</p>
        : <div className="content-sheet is-bare"><div dir="auto" ref={sheet} dangerouslySetInnerHTML={{ __html: html }} /></div>}
    </>
  );
}

export function Outline({ headings, here, onGo }) {
  const list = useRef(null);
  useEffect(() => {
    const place = list.current && list.current.children[here];
    const pane = place && place.closest(".editor-side");
    if (!pane) return;
    const above = place.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (above < 0 || above > pane.clientHeight - 48) pane.scrollTop += above - pane.clientHeight / 2;
  }, [here, headings.length]);
  if (!headings.length) return <p className="muted small">No headings yet. A line that begins with “## ” is one.</p>;
  return (
    <ol className="editor-outline" ref={list}>
      {headings.map((heading, at) => (
        <li key={at} data-level={heading.level}>
          <button type="button" className="outline-link" aria-current={at === here ? "location" : undefined} onClick={() => onGo(heading.at)}>{heading.words || "…"}</button>
        </li>
      ))}
    </ol>
  );
}

export function Problems({ problems, onGo }) {
  if (!problems.length) return null;
  return (
    <section className="editor-problems" aria-label="Problems">
      <p className="editor-problems-title">{problems.length === 1 ? "One thing keeps this from being saved" : `${problems.length} things keep this from being saved`}</p>
      <ul>
        {problems.map((problem, at) => (
          <li key={at}>
            {problem.line ? <button type="button" className="problem-line" onClick={() => onGo(problem.line)}>Line {problem.line}</button> : null}
            <span>{problem.sentence}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Counts({ counts, limits, isInstruction }) {
  const isMuch = counts.bytes > limits.bytes * 0.9;
  return (
    <p className="editor-counts" data-is-over={counts.bytes > limits.bytes ? "" : undefined}>
      <span>{number.format(counts.words)} {counts.words === 1 ? "word" : "words"}</span>
      <span className={isMuch ? "is-much" : ""}>{number.format(counts.bytes)} of {number.format(limits.bytes)} bytes</span>
      <span title="An upper estimate for any common model">about {number.format(counts.tokens)} tokens</span>
      {!isInstruction && <span>no headings, and nobody is addressed: an instruction usually begins “You are …”</span>}
    </p>
  );
}

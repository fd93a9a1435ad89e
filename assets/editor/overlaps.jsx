/* Where somebody else changed the same sentences: theirs, mine and what was there, place by place, with a choice for each. */
import { useEffect, useRef } from "react";
import { isDecided, isOpen, openParts } from "./choosing.js";

const NEAR = 140;

function Words({ pieces, nothing }) {
  if (!pieces.some((piece) => piece.text.trim())) return <p className="muted overlap-none">{nothing}</p>;
  return <p className="overlap-words">{pieces.map((piece, at) => (piece.is_new ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>))}</p>;
}

function Choice({ name, value, part, label, onPick }) {
  return (
    <label className="overlap-choice">
      <input type="radio" name={name} value={value} checked={part.pick === value} onChange={() => onPick({ pick: value })} />
      <span>{label}</span>
    </label>
  );
}

function near(parts, index, step) {
  const part = parts[index + step];
  if (!part || isOpen(part)) return "";
  const text = part.text.replace(/\s+/g, " ");
  if (text.length <= NEAR) return text;
  return step < 0 ? "… " + text.slice(-NEAR) : text.slice(0, NEAR) + " …";
}

function Place({ part, index, place, of, parts, number, desk }) {
  const name = `overlap-${index}`;
  const pick = (change) => desk.choose(index, change);
  return (
    <fieldset className="overlap" data-is-decided={part.pick ? "" : undefined}>
      <legend className="overlap-title">Place {place} of {of}</legend>
      <p className="overlap-near small muted">{near(parts, index, -1)}</p>
      <div className="overlap-sides">
        <div className="overlap-side" data-is-chosen={part.pick === "theirs" || part.pick === "both" ? "" : undefined}>
          <p className="label">Version {number} has</p>
          <Words pieces={part.words.theirs} nothing="These words were taken out." />
        </div>
        <div className="overlap-side" data-is-chosen={part.pick === "mine" || part.pick === "both" ? "" : undefined}>
          <p className="label">You wrote</p>
          <Words pieces={part.words.mine} nothing="You took these words out." />
        </div>
        <div className="overlap-side is-ancestor">
          <p className="label">It was</p>
          <Words pieces={[{ text: part.ancestor, is_new: false }]} nothing="Nothing stood here." />
        </div>
      </div>
      <p className="overlap-near small muted">{near(parts, index, 1)}</p>
      <div className="overlap-choices" role="radiogroup" aria-label={`What stands at place ${place}`}>
        <Choice name={name} value="theirs" part={part} label="Theirs" onPick={pick} />
        <Choice name={name} value="mine" part={part} label="Mine" onPick={pick} />
        <Choice name={name} value="both" part={part} label="Both, mine first" onPick={pick} />
        <Choice name={name} value="hand" part={part} label="Write it anew" onPick={pick} />
      </div>
      {part.pick === "hand" && (
        <textarea className="input overlap-hand" aria-label={`Your words for place ${place}`} value={part.hand} rows={4}
          onChange={(event) => pick({ hand: event.target.value })} />
      )}
    </fieldset>
  );
}

export function Overlaps({ overlap, desk, summary, onDone, onLeave }) {
  const head = useRef(null);
  useEffect(() => { head.current.focus(); }, [overlap.number]);
  const count = openParts(overlap).length;
  const left = openParts(overlap).filter((part) => !part.pick).length;
  const where = count === 1 ? "one place" : `${count} places`;
  let place = 0;
  return (
    <section className="overlaps" aria-labelledby="overlaps-title">
      <h2 id="overlaps-title" className="part-title" tabIndex={-1} ref={head}>Version {overlap.number} changed the same in {where}</h2>
      <p className="small muted">Nothing is lost: your text is kept as a draft, and version {overlap.number} stays as it is. Everything else is joined already. Choose what stands here.</p>
      {overlap.parts.map((part, index) => isOpen(part) && (
        <Place key={index} part={part} index={index} place={++place} of={count} parts={overlap.parts} number={overlap.number} desk={desk} />
      ))}
      <div className="row overlaps-foot">
        <button type="button" className="button is-primary" disabled={!isDecided(overlap)} onClick={async () => { onLeave(); if (await desk.saveChosen(summary)) onDone(); }}>Save as version {overlap.number + 1}</button>
        <button type="button" className="button is-plain" disabled={!isDecided(overlap)} onClick={() => { desk.settle(); onLeave(); }}>Put it into the editor</button>
        <button type="button" className="button is-quiet" onClick={() => { desk.leaveChoices(); onLeave(); }}>Back to my text</button>
        <p className="small muted" role="status">{left ? `${left === 1 ? "One place" : `${left} places`} still to choose.` : "Everything is chosen."}</p>
      </div>
    </section>
  );
}

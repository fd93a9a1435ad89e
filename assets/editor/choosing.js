/* Where two people changed the same: the text in parts, and what was chosen for each open place. */
export const isOpen = (part) => part.mine !== undefined;

/* As the server tells it, with nothing chosen yet. `pick`: mine, theirs, both or hand (then `hand` holds the words). */
export function begun({ number, parts }) {
  return { number, parts: parts.map((part) => (isOpen(part) ? { ...part, pick: "", hand: part.mine } : part)) };
}

export const openParts = (overlap) => overlap.parts.filter(isOpen);
export const isDecided = (overlap) => openParts(overlap).every((part) => part.pick);

function both({ mine, theirs }) {
  if (!mine.trim() || !theirs.trim() || /\s$/.test(mine)) return mine + theirs;
  return mine + (/\n/.test(mine + theirs) ? "\n\n" : " ") + theirs;
}

/* Words written anew end as those did whose place they take: the next sentence does not run into them. */
function byHand({ hand, mine, theirs }) {
  if (!hand.trim() || /\s$/.test(hand)) return hand;
  return hand + /\s*$/.exec(mine.trim() ? mine : theirs)[0];
}

/* What a place becomes: "" is a choice too, when one of the sides took the words out. */
export function wordsOf(part) {
  if (part.pick === "hand") return byHand(part);
  if (part.pick === "both") return both(part);
  return part.pick === "theirs" ? part.theirs : part.mine;
}

export const chosen = (overlap) => overlap.parts.map((part) => (isOpen(part) ? wordsOf(part) : part.text)).join("");

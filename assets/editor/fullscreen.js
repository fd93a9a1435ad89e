/* The editor over everything else: what it covers can be neither seen nor reached. (The browser's own full screen is not ours to ask for.) */
export function coverAll(element) {
  const covered = [];
  for (let inner = element; inner && inner !== document.body; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (other === inner || other.inert || other.matches("script, style, link, .toasts")) continue;
      other.inert = true;
      covered.push(other);
    }
  }
  document.documentElement.dataset.isCovered = "";
  return () => {
    covered.forEach((other) => { other.inert = false; });
    delete document.documentElement.dataset.isCovered;
  };
}

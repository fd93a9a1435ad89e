export function ContentEditor() { return null; }

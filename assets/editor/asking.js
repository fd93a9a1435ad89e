/* Our endpoints, asked by fetch: long texts do not travel by the socket. Every answer is `{ status, data }`; status 0: nobody answered. */
async function ask(address, options) {
  let answer;
  try { answer = await fetch(address, { ...options, headers: { Accept: "application/json", "Content-Type": "application/json" } }); }
  catch (error) { return { status: error.name === "AbortError" ? -1 : 0, data: {} }; }
  try { return { status: answer.status, data: await answer.json() }; }
  catch { return { status: answer.ok ? 0 : answer.status, data: {} }; }
}

export const readContent = (id) => ask(`/ui/personas/${id}/content`, {});
export const saveContent = (id, written) => ask(`/ui/personas/${id}/content`, { method: "POST", body: JSON.stringify(written) });
export const preview = (content, signal) => ask("/ui/preview", { method: "POST", body: JSON.stringify({ content }), signal });

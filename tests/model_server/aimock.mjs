// Serves @copilotkit/aimock with one fixture per question; prints the address, ends with its standard input.
// Unlike the stub, it knows nothing of our text: it answers by matching the request, as recorded fixtures would:
// one sentence about Ada, sentences with a canary, and long lines.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(`${process.argv[2]}/package.json`));
const { LLMock } = require("@copilotkit/aimock");
const mock = new LLMock({ host: "127.0.0.1", port: 0 });

const typeAsked = (request) => request.response_format?.json_schema?.name;
const material = (request) => {
  const said = request.messages.find((message) => message.role === "user")?.content ?? "";
  return said.split("\n").slice(1, -1).join("\n");
};
const told = (text) =>
  [...text.matchAll(/[^.!?\n]*\bCANARY\w*[^.!?\n]*[.!?]?|^[A-Z].{40,}$/gmu)]
    .map((found) => found[0].trim().match(/^.{1,300}(?!\S)/su)?.[0])
    .filter(Boolean);
const answers = {
  Cleaning: () => ({ drop: [], language: "en", subject: "Ada" }),
  Extraction: (text) => ({
    claims: [
      ...(text.includes("Ada is a baker") ? [{ field: "occupation", value: "baker", quote: "Ada is a baker", who: "" }] : []),
      ...told(text).map((quote) => ({ field: "fact", value: quote.split(" ").slice(0, 5).join(" "), quote, who: "" })),
    ],
  }),
  Merging: () => ({ same: [], contradictions: [] }),
  Assessment: () => ({ openness: null, conscientiousness: null, extraversion: null, agreeableness: null, neuroticism: null }),
  Thinking: (text) => ({
    thoughts: JSON.parse(text).lines.slice(0, 5).map(({ id, text: said }) => ({ text: `I say: ${said.slice(0, 200)}`, lines: [{ id, quote: said.slice(0, 200) }] })),
  }),
  Describing: (text) => {
    const { name, claims } = JSON.parse(text);
    const told = (field) => claims.find((claim) => claim.field === field)?.text;
    const age = /^\d+$/u.test(told("age") ?? "") ? Number(told("age")) : -1;
    const rating = text.includes("EROTIC") ? "explicit" : "safe";
    return {
      tags: text.includes("baker") ? [{ name: "baker", confidence: 88 }] : [],
      rating, passage: rating === "safe" ? "" : "EROTIC", gender: told("gender") ?? "unknown", age, age_bucket: "unknown",
      headline: (told("occupation") ?? name).slice(0, 120) || "Nobody",
    };
  },
  Writing: (text) => ({
    sections: [
      { heading: "About", passages: JSON.parse(text).claims.map((claim) => ({ text: claim.text, claims: [claim.id] })) },
    ],
  }),
};
mock.addFixture({ match: { model: "aimock-429" }, response: { error: { message: "slow down", type: "rate_limit_error" }, status: 429 } });
mock.addFixture({ match: { model: "aimock-drop" }, response: { content: "{}" }, chaos: { dropRate: 1 } });
mock.addFixture({ match: { model: "aimock-malformed" }, response: { content: "{}" }, chaos: { malformedRate: 1 } });
mock.addFixture({ match: { model: "aimock-disconnect" }, response: { content: "{}" }, chaos: { disconnectRate: 1 } });
for (const [name, answer] of Object.entries(answers)) {
  mock.addFixture({
    match: { predicate: (request) => typeAsked(request) === name },
    response: (request) => ({ content: JSON.stringify(answer(material(request))) }),
  });
}
mock.onModerate(/FLAGSEXUAL/u, { flagged: true, categories: { sexual: true, violence: false }, category_scores: { sexual: 0.97, violence: 0 } });
await mock.start();
console.log(mock.url);
process.stdin.on("end", () => process.exit(0)).resume();

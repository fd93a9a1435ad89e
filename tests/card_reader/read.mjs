// Reads the card of a picture or of JSON with `@lenml/char-card-reader` and prints its fields as version 3.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, path] = process.argv.slice(2);
const { CharacterCard } = createRequire(join(folder, "package.json"))("@lenml/char-card-reader");
const file = readFileSync(path);
const card = path.endsWith(".json") ? CharacterCard.from_json(JSON.parse(file.toString("utf8"))) : await CharacterCard.from_file(file);
console.log(JSON.stringify({ v1: card.toSpecV1(), v2: card.toSpecV2(), v3: card.toSpecV3() }));

// A package feed without accounts of its own, which asks a gallery. Node 20 or later, nothing else.
//
// It speaks what NuGet clients speak to publish: PUT /api/v2/package with a .nupkg, DELETE and POST
// /api/v2/package/{id}/{version} to unlist and list, each with the header X-NuGet-ApiKey. Packages are kept in memory:
// this shows where a feed asks its gallery, not how to store packages.
//
//   GALLERY=https://accounts.example.org FEED_SECRET=... node example.mjs
//
// FOLLOW_SECONDS says how often it follows the gallery (60; 0: only when told to by POST /follow).

import { createServer } from "node:http";
import { inflateRawSync } from "node:zlib";

const { GALLERY, FEED_SECRET, PORT = "0", FOLLOW_SECONDS = "60" } = process.env;
const MOST_BYTES = 250 * 1024 * 1024;

/** What this feed has: id in lower case -> { id, listed, owners, versions: version -> listed }. */
const packages = new Map();
let cursor;

// --- The gallery -----------------------------------------------------------------------------------------------------

async function gallery(path, body) {
  const response = await fetch(`${GALLERY}/api/v1/feed/${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${FEED_SECRET}`, ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.code), { code: answer.code });
  return answer;
}

/** May this key do this? Where the gallery cannot be asked, nobody may: this throws, and the client is told to come back. */
const authorize = (key, action, id) => gallery("authorize", { key, action, package: id, register: action === "push" });

function entry(id) {
  const folded = id.toLowerCase();
  if (!packages.has(folded)) packages.set(folded, { id, listed: true, owners: [], versions: new Map() });
  return packages.get(folded);
}

/** All packages as they are; where to follow from comes with them. */
async function readAll() {
  let next = "";
  do {
    const page = await gallery(`packages?limit=500&cursor=${encodeURIComponent(next)}`);
    for (const { package: id, listed, owners } of page.packages) Object.assign(entry(id), { id, listed, owners });
    cursor = page.changes;
    next = page.next;
  } while (next);
}

/** What changed since. A cursor that the gallery no longer knows is answered `stale`: then everything is read again. */
async function follow() {
  if (!cursor) return readAll();
  let more;
  do {
    let page;
    try {
      page = await gallery(`changes?limit=500&cursor=${cursor}`);
    } catch (error) {
      if (error.code === "stale") return readAll();
      throw error;
    }
    for (const { package: id, listed, owners } of page.changes) Object.assign(entry(id), { id, listed, owners });
    ({ cursor, more } = page);
  } while (more);
}

// --- A .nupkg: a zip file with one .nuspec at its top -----------------------------------------------------------------

function nuspecOf(zip) {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("not a zip file");
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const [method, packed, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    const path = zip.toString("utf8", at + 46, at + 46 + name);
    if (/^[^/]+\.nuspec$/i.test(path) && size < 1024 * 1024) {
      const header = zip.readUInt32LE(at + 42);
      const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
      const data = zip.subarray(start, start + packed);
      return (method === 0 ? data : inflateRawSync(data, { maxOutputLength: 1024 * 1024 })).toString("utf8");
    }
    at += 46 + name + extra + comment;
  }
  throw new Error("no .nuspec");
}

function identityOf(nupkg) {
  const nuspec = nuspecOf(nupkg);
  const [id, version] = ["id", "version"].map((tag) => nuspec.match(new RegExp(`<${tag}>\\s*([^<\\s]+)\\s*</${tag}>`))?.[1]);
  if (!id || !version) throw new Error("no id or version");
  return { id, version };
}

/** The first part of a multipart/form-data body. */
function firstPart(body, type) {
  const boundary = type?.match(/boundary="?([^";]+)"?/)?.[1];
  if (!boundary) throw new Error("no boundary");
  const start = body.indexOf("\r\n\r\n") + 4;
  const end = body.indexOf(`\r\n--${boundary}`, start);
  if (start < 4 || end < 0) throw new Error("no part");
  return body.subarray(start, end);
}

// --- What clients ask ------------------------------------------------------------------------------------------------

async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error("too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** 403 with the gallery's reason, as NuGet clients show it. */
const refusal = ({ reason }) => [reason.startsWith("key_unknown") ? 401 : 403, { reason }];

async function push(request, key) {
  let pushed;
  try {
    pushed = identityOf(firstPart(await bodyOf(request), request.headers["content-type"]));
  } catch (error) {
    return [400, { reason: error.message }];
  }
  const answer = await authorize(key, "push", pushed.id);
  if (!answer.allowed) return refusal(answer);
  const found = Object.assign(entry(answer.package), { id: answer.package, owners: answer.owners });
  if (found.versions.has(pushed.version)) return [409, { reason: "the version is there already" }];
  found.versions.set(pushed.version, true);
  return [201, { registered: answer.registered }];
}

async function setListed(id, version, key, listed) {
  const answer = await authorize(key, listed ? "list" : "unlist", id);
  if (!answer.allowed) return refusal(answer);
  const versions = entry(answer.package).versions;
  if (!versions.has(version)) return [404, { reason: "no such version" }];
  versions.set(version, listed);
  return [listed ? 200 : 204];
}

/** What a search finds: listed versions of listed packages. */
function search() {
  const listed = [...packages.values()].filter((found) => found.listed);
  const shown = listed.map(({ id, owners, versions }) => {
    return { id, owners, versions: [...versions].filter(([, is]) => is).map(([version]) => version) };
  });
  return [200, { data: shown.filter(({ versions }) => versions.length > 0) }];
}

async function answer(request) {
  const { pathname } = new URL(request.url, "http://feed");
  const key = request.headers["x-nuget-apikey"] ?? "";
  const version = pathname.match(/^\/api\/v2\/package\/([^/]+)\/([^/]+)$/);
  if (request.method === "PUT" && /^\/api\/v2\/package\/?$/.test(pathname)) return push(request, key);
  if (request.method === "DELETE" && version) return setListed(version[1], version[2], key, false);
  if (request.method === "POST" && version) return setListed(version[1], version[2], key, true);
  if (request.method === "GET" && pathname === "/query") return search();
  if (request.method === "POST" && pathname === "/follow") return [204, await follow()];
  return [404, { reason: "no such address" }];
}

const server = createServer(async (request, response) => {
  // Whatever went wrong with the gallery: nothing was published, and it is worth trying again; but not with what is too
  // long to be asked about.
  const [status, body] = await answer(request).catch(({ code }) =>
    code === "bad_request" ? [400, { reason: code }] : [503, { reason: "the gallery cannot be asked" }],
  );
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body && JSON.stringify(body));
});

await readAll();
if (Number(FOLLOW_SECONDS) > 0) setInterval(() => follow().catch(console.error), FOLLOW_SECONDS * 1000).unref();
server.listen(Number(PORT), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));

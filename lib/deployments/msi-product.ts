/** What a log has said so far about the product it installs; empty = unknown. */
export interface ProductFacts {
  packageName: string;
  productName: string;
  productVersion: string;
}

const PACKAGE = /\*{7} Product: ([^\r\n]{1,400})/;
const PRODUCT_INFO = /^Executing op: ProductInfo\([^\n]{0,400}?ProductName=([^,\n]{1,200}),/;
const PACKED_VERSION = /,Version=(\d{1,10}),/;
const PRODUCT_MESSAGE = /^\p{L}{3,20}\s?[:：] ([^\n]{1,200}?) -- /u;
const STATUS_SENTENCE = /Product Name: ([^\n]{1,200}?)\. Product Version: ([^\s]{1,40})\. /;

/** Reads a product's name and version from an engine's line; the first word on each counts. */
export function observeProduct(facts: ProductFacts, body: string): void {
  if (body.startsWith("******* RunEngine")) facts.packageName ||= packageName(PACKAGE.exec(body)?.[1] ?? "");
  else if (body.startsWith("Executing op: ProductInfo(")) observeProductInfo(facts, body);
  else if (body.includes(" -- ")) facts.productName ||= PRODUCT_MESSAGE.exec(body)?.[1]?.trim() ?? "";
  else if (body.includes("Product Name: ")) {
    const [, name = "", version = ""] = STATUS_SENTENCE.exec(body) ?? [];
    facts.productName ||= name;
    facts.productVersion ||= version;
  }
}

/** "Tallybook 4.2.0": the name with its version unless the name already has it. */
export function productTitle(facts: ProductFacts): string {
  const name = facts.productName || facts.packageName || "Unknown product";
  const hasVersion = facts.productVersion === "" || name.includes(facts.productVersion) || facts.productName === "";
  return clean(hasVersion ? name : `${name} ${facts.productVersion}`);
}

function observeProductInfo(facts: ProductFacts, body: string): void {
  facts.productName ||= PRODUCT_INFO.exec(body)?.[1]?.trim() ?? "";
  const packed = Number(PACKED_VERSION.exec(body)?.[1] ?? 0);
  if (packed > 0) facts.productVersion ||= `${packed >>> 24}.${(packed >>> 16) & 255}.${packed & 65_535}`;
}

/** The file's name without folder and .msi; a product code stays as it is. */
function packageName(path: string): string {
  const file = path.trim().split(/[\\/]/).at(-1) ?? "";
  return file.replace(/\.ms[ip]$/i, "");
}

function clean(name: string): string {
  return name
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 200);
}
